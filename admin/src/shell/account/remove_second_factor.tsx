import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { showAtFields } from './failed_fields.ts'

/** Only with the password: a screen left open must not be enough. */
export function RemoveSecondFactor({ onRemoved }: { onRemoved: () => void }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ password: string }>()
  const [busy, setBusy] = useState(false)

  async function remove({ password }: { password: string }) {
    setBusy(true)
    try {
      await http.delete('/api/auth/second-factor', { password })
      onRemoved()
    } catch (error) {
      if (!showAtFields(form, error as ApiError)) message.error((error as ApiError).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={remove}>
      <p>{t('secondFactor.active')}</p>
      <Form.Item
        name="password"
        label={t('secondFactor.password')}
        extra={t('secondFactor.removeHint')}
        rules={[{ required: true, message: t('password.missing') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button danger htmlType="submit" block loading={busy}>
        {t('secondFactor.remove')}
      </Button>
    </Form>
  )
}
