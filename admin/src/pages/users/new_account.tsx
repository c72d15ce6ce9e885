import { Alert, App, Button, Drawer, Form, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useResourceMeta } from '../../providers/meta.tsx'
import type { ApiError } from '../../providers/http.ts'
import { useSave } from '../../screens/form/use_save.ts'
import { initialPassword } from './initial_password.ts'
import { PasswordInput } from './password_input.tsx'

interface Values {
  name: string
  login: string
  mobile?: string
  email?: string
  password: string
}

const FIELDS = ['name', 'login', 'mobile', 'email', 'password'] as const
const REQUIRED: readonly string[] = ['name', 'login', 'password']

interface Props {
  onClose: () => void
  onMade: (id: string) => void
}

/** A new account with an initial password, which its person changes at the first sign-in. */
export function NewAccount({ onClose, onMade }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { fields } = useResourceMeta('core.users')
  const [form] = Form.useForm<Values>()
  const [problem, setProblem] = useState<string | null>(null)
  const [first] = useState(initialPassword)
  const save = useSave('core.users')
  const asked = FIELDS.filter((name) => fields[name]?.writable)
  return (
    <Drawer
      open
      width={Math.min(480, window.innerWidth)}
      title={t('access.users.createTitle')}
      onClose={onClose}
      footer={
        <Space style={{ display: 'flex', justifyContent: 'flex-end' }}>
          <Button onClick={onClose}>{t('screens.actions.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t('screens.actions.save')}
          </Button>
        </Space>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark
        initialValues={{ password: first }}
        onFinish={submit}
      >
        {problem && <Alert type="error" showIcon message={problem} />}
        {asked.map((name) => {
          const { label = '' } = fields[name] ?? {}
          return (
            <Form.Item
              key={name}
              name={name}
              label={name === 'password' ? t('access.users.newPassword') : label}
              extra={name === 'password' ? t('access.users.initialHint') : undefined}
              rules={[
                {
                  required: REQUIRED.includes(name),
                  message: t('access.users.required', { label }),
                },
              ]}
            >
              {name === 'password' ? (
                <PasswordInput />
              ) : (
                <Input autoComplete="off" autoFocus={name === 'name'} />
              )}
            </Form.Item>
          )
        })}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  )

  function submit(values: Values) {
    setProblem(null)
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value))
    save.mutate(
      { input: { ...given, mustChangePassword: true } },
      {
        onSuccess: ({ id }) => {
          message.success(t('access.users.created'))
          onMade(id)
        },
        onError: refused,
      }
    )
  }

  function refused(error: ApiError) {
    const known = Object.entries(error.errors ?? {})
    form.setFields(known.map(([name, errors]) => ({ name: name as keyof Values, errors })))
    if (known.length === 0) setProblem(error.message)
  }
}
