import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { QrCode } from '../../brand/qr_code.tsx'
import { http, type ApiError } from '../../providers/http.ts'
import { showAtFields } from './failed_fields.ts'

export interface Enrolment {
  secret: string
  url: string
}

interface Props {
  enrolment: Enrolment
  onConfirmed: () => void
}

/** The new secret counts once a code of it is shown. */
export function ConfirmSecondFactor({ enrolment: { secret, url }, onConfirmed }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ code: string }>()
  const [busy, setBusy] = useState(false)

  async function confirm({ code }: { code: string }) {
    setBusy(true)
    try {
      await http.post('/api/auth/second-factor/confirm', { code })
      onConfirmed()
    } catch (error) {
      if (!showAtFields(form, error as ApiError)) message.error((error as ApiError).message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={confirm}>
      <p>{t('secondFactor.scan')}</p>
      <QrCode text={url} label={t('secondFactor.qrLabel')} />
      <p>
        {t('secondFactor.secret')} <code>{secret}</code>
      </p>
      <Form.Item
        name="code"
        label={t('secondFactor.code')}
        rules={[{ required: true, pattern: /^\d{6}$/, message: t('secondFactor.codeWrong') }]}
      >
        <Input autoFocus inputMode="numeric" maxLength={6} autoComplete="one-time-code" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={busy}>
        {t('secondFactor.confirm')}
      </Button>
    </Form>
  )
}
