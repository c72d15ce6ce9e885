import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { useIdentity } from '../../providers/meta.tsx'
import { showAtFields } from './failed_fields.ts'

interface Values {
  current: string
  password: string
}

export function PasswordForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { login } = useIdentity()
  const [form] = Form.useForm<Values>()
  const [saving, setSaving] = useState(false)
  const required = { required: true, message: t('password.missing') }

  async function save({ current, password }: Values) {
    setSaving(true)
    try {
      await http.put('/api/auth/password', { current, password })
      message.success(t('password.saved'))
      onClose()
    } catch (error) {
      if (!showAtFields(form, error as ApiError)) message.error((error as ApiError).message)
    } finally {
      setSaving(false)
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
      {/* Tells password managers whose password this is. */}
      <input hidden readOnly autoComplete="username" value={login} />
      <Form.Item name="current" label={t('password.current')} rules={[required]}>
        <Input.Password autoFocus autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t('password.next')}
        extra={t('password.nextHelp')}
        rules={[required]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={t('password.repeat')}
        dependencies={['password']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value) => {
              if (value !== getFieldValue('password')) throw new Error(t('password.repeatWrong'))
            },
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={saving}>
        {t('password.save')}
      </Button>
    </Form>
  )
}
