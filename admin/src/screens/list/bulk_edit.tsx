import { useInvalidate } from '@refinedev/core'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Checkbox, Form, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import { fieldUi } from '../../fields/registry.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import type { AnyRecord } from '../shared/answers.ts'
import { asksOwner, OWNER } from '../shared/resource_fields.ts'

interface Props {
  resource: MetaResource
  records: AnyRecord[]
  onDone: () => void
  onClose: () => void
}

/** Values that differ by nature from record to record are not set for many at once. */
const NOT_TOGETHER = new Set([
  'password',
  'protected',
  'hasMany',
  'file',
  'image',
  'parent',
  'sequence',
  'computed',
])

/** Sets one field of all selected records: all of them or, when one is refused, none. */
export function BulkEdit({ resource, records, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const [name, setName] = useState<string>()
  const [value, setValue] = useState<unknown>(null)
  const [emptying, setEmptying] = useState(false)
  const meta = useMeta()
  const fields = Object.entries(resource.fields).filter(
    ([key, field]) =>
      field.writable &&
      (key !== OWNER || asksOwner(meta, resource)) &&
      !field.unique &&
      !field.immutable &&
      !field.hidden &&
      !NOT_TOGETHER.has(field.type)
  )
  const field = name ? resource.fields[name] : undefined
  const ui = field && fieldUi(field.type)
  const save = useMutation<unknown, ApiError>({
    mutationFn: () => {
      const sent = emptying || value === null ? null : ui?.toInput ? ui.toInput(value) : value
      const items = records.map(({ id, version }) => ({
        id,
        version,
        data: { [name ?? '']: sent },
      }))
      return http.post(`/api/resources/${resource.name}/bulk`, { action: 'update', items })
    },
    onSuccess: async () => {
      await invalidate({ resource: resource.name, invalidates: ['list', 'many', 'detail'] })
      message.success(t('screens.bulk.saved', { count: records.length }))
      onDone()
    },
  })
  const ready = field && (emptying || value !== null)

  return (
    <Modal
      open
      width={480}
      title={t('screens.bulk.editTitle', { count: records.length, label: resource.label })}
      okText={t('screens.bulk.apply', { count: records.length })}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onClose}
    >
      <Form layout="vertical">
        {save.error && <Refusal error={save.error} />}
        <Form.Item label={t('screens.bulk.field')}>
          <Select
            virtual={false}
            autoFocus
            showSearch
            optionFilterProp="label"
            value={name}
            options={fields.map(([key, { label }]) => ({ value: key, label }))}
            onChange={(next) => {
              setName(next)
              setValue(resource.fields[next]?.type === 'boolean' ? false : null)
              setEmptying(false)
            }}
          />
        </Form.Item>
        {field && ui && (
          <Form.Item label={field.label} htmlFor="bulk-value" help={field.help}>
            <ui.Input
              key={name}
              id="bulk-value"
              name={name ?? ''}
              field={field}
              resource={resource.name}
              record={{}}
              value={value}
              onChange={setValue}
              disabled={emptying}
            />
          </Form.Item>
        )}
        {field && !field.required && field.type !== 'boolean' && (
          <Checkbox checked={emptying} onChange={({ target }) => setEmptying(target.checked)}>
            {t('screens.bulk.empty')}
          </Checkbox>
        )}
      </Form>
    </Modal>
  )
}

function Refusal({ error }: { error: ApiError }) {
  const { t } = useTranslation()
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 16 }}
      message={
        error.code === 'E_STALE_VERSION' ? t('screens.bulk.stale') : t('screens.bulk.refused')
      }
      description={[...new Set(error.items.map((item) => item.message))].join(' ')}
    />
  )
}
