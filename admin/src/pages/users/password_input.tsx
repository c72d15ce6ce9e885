import { CopyOutlined, ReloadOutlined } from '@ant-design/icons'
import { App, Button, Input, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { initialPassword } from './initial_password.ts'

interface Props {
  id?: string
  value?: string
  onChange?: (value: string) => void
}

/** A password one tells somebody: in the open, made at random, copied by a click. */
export function PasswordInput({ id, value = '', onChange }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  return (
    <Space.Compact block>
      <Input
        id={id}
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <Button icon={<ReloadOutlined />} onClick={() => onChange?.(initialPassword())}>
        {t('access.users.generate')}
      </Button>
      {/* Only a page from a safe address may write to the clipboard. */}
      {window.isSecureContext && (
        <Button
          icon={<CopyOutlined />}
          disabled={value === ''}
          aria-label={t('access.users.copy')}
          title={t('access.users.copy')}
          onClick={async () => {
            await navigator.clipboard.writeText(value)
            message.success(t('access.users.copied'))
          }}
        />
      )}
    </Space.Compact>
  )
}
