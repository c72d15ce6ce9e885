import { Button, Input, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  id?: string
  /** What stands for the stored secret: a mask, or nothing when there is none yet. */
  stored?: string
  value?: string | null
  onChange?: (value: string | null) => void
  /** The value that leaves the stored secret as it is. */
  unchanged: string | null
  action: string
  hide?: boolean
  disabled?: boolean
}

/** A secret is never edited in place: it stays, or it is typed anew. */
export function SecretInput({
  id,
  stored,
  value,
  onChange,
  unchanged,
  action,
  hide,
  disabled,
}: Props) {
  const { t } = useTranslation()
  const [typing, setTyping] = useState(!stored)
  if (!typing) {
    return (
      <Space.Compact block>
        <Input id={id} value={stored} readOnly disabled={disabled} />
        <Button
          disabled={disabled}
          onClick={() => {
            setTyping(true)
            onChange?.(null)
          }}
        >
          {action}
        </Button>
      </Space.Compact>
    )
  }
  const Box = hide ? Input.Password : Input
  return (
    <Space.Compact block>
      <Box
        id={id}
        autoFocus={Boolean(stored)}
        autoComplete="new-password"
        value={value ?? ''}
        disabled={disabled}
        onChange={(event) => onChange?.(event.target.value || null)}
      />
      {stored && (
        <Button
          onClick={() => {
            setTyping(false)
            onChange?.(unchanged)
          }}
        >
          {t('fields.secret.keep')}
        </Button>
      )}
    </Space.Compact>
  )
}
