import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaTransition } from '@xinglin/contracts'
import type { RecordValues } from '../../fields/field_ui.ts'
import type { ApiError } from '../../providers/http.ts'
import { FieldItem } from '../form/field_item.tsx'
import { inputOf, isVisible } from '../form/form_fields.ts'
import styles from './lifecycle.module.css'

interface Props {
  resource: string
  transition: MetaTransition
  onClose: () => void
  /** Rejects with what is wrong with the input. */
  onSubmit: (input: RecordValues) => Promise<void>
}

const MOST_REASON = 500

/** What a transition asks: once more, its fields, why. */
export function TransitionDialog({ resource, transition, onClose, onSubmit }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<RecordValues>()
  const [saving, setSaving] = useState(false)
  const [problem, setProblem] = useState<string>()
  const watched = Form.useWatch((values) => values, { form, preserve: true }) as
    RecordValues | undefined
  const { label, confirm, input, reason } = transition
  const names = Object.keys(input)
  const values = { ...watched }

  return (
    <Modal
      open
      width={480}
      title={label}
      okText={label}
      confirmLoading={saving}
      onCancel={onClose}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form<RecordValues>
        form={form}
        layout="vertical"
        className={styles.dialog}
        initialValues={firstValues(transition)}
        onFinish={submit}
      >
        {confirm && <p>{confirm}</p>}
        {problem && <Alert type="error" showIcon role="alert" message={problem} />}
        {names.map((name, i) => (
          <FieldItem
            key={name}
            name={name}
            field={input[name]!}
            fields={input}
            resource={resource}
            record={values}
            creating
            autoFocus={i === 0}
          />
        ))}
        {reason && (
          <Form.Item
            name="reason"
            label={t('screens.lifecycle.reason')}
            rules={[
              {
                required: true,
                whitespace: true,
                message: t('screens.form.missing', { label: t('screens.lifecycle.reason') }),
              },
            ]}
          >
            <Input.TextArea
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={MOST_REASON}
              autoFocus={names.length === 0}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )

  async function submit() {
    const filled = form.getFieldsValue(true) as RecordValues
    const given = Object.fromEntries(
      names
        .filter((name) => isVisible(input[name]!, input, filled))
        .map((name) => [name, inputOf(input[name]!, filled[name])] as const)
        .filter(([, value]) => value !== undefined && value !== null)
    )
    setSaving(true)
    setProblem(undefined)
    try {
      await onSubmit({ ...given, ...(reason && { reason: filled.reason }) })
    } catch (error) {
      refused(error as ApiError)
    } finally {
      setSaving(false)
    }
  }

  function refused({ items, message }: ApiError) {
    const asked = items.filter(({ field }) => field && (field in input || field === 'reason'))
    form.setFields(asked.map(({ field, message: text }) => ({ name: [field!], errors: [text] })))
    if (asked.length === 0 || asked.length < items.length)
      setProblem(items.find((item) => !asked.includes(item))?.message ?? message)
  }
}

/** A default such as `$user.id` is filled in by the server. */
function firstValues({ input }: MetaTransition): RecordValues {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, { default: given }]) => given !== undefined && !String(given).startsWith('$'))
      .map(([name, { default: given }]) => [name, given])
  )
}
