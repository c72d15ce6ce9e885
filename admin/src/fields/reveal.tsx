import { EyeOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Form, Input, Popover, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../providers/http.ts'

const SHOWN_FOR_MS = 30_000

interface Props {
  resource: string
  id: string
  field: string
  label: string
  onShow: (value: string | null) => void
}

/** Shows a protected value for half a minute, after a reason that the audit log keeps. */
export function RevealButton({ resource, id, field, label, onShow }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState(false)
  const reveal = useMutation<{ data: { value: string } }, ApiError, string>({
    mutationFn: (reason) => http.post(`/api/resources/${resource}/${id}/reveal`, { field, reason }),
    onSuccess: ({ data }) => {
      setOpen(false)
      setShown(true)
      onShow(data.value)
    },
  })
  useEffect(() => {
    if (!shown) return
    const timer = setTimeout(() => {
      setShown(false)
      onShow(null)
    }, SHOWN_FOR_MS)
    return () => clearTimeout(timer)
  }, [shown, onShow])
  if (shown) return null

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      destroyOnHidden
      title={t('fields.protected.title', { label })}
      content={
        <Form
          layout="vertical"
          style={{ width: 260 }}
          onFinish={({ reason }: { reason: string }) => reveal.mutate(reason)}
        >
          <Form.Item
            name="reason"
            label={t('fields.protected.reason')}
            help={t('fields.protected.reasonHelp')}
            rules={[
              { required: true, whitespace: true, message: t('fields.protected.reasonMissing') },
            ]}
          >
            <Input autoFocus maxLength={200} />
          </Form.Item>
          {reveal.error && (
            <Alert
              type="error"
              showIcon
              message={reveal.error.message}
              style={{ marginBottom: 12 }}
            />
          )}
          <Button type="primary" htmlType="submit" block loading={reveal.isPending}>
            {t('fields.protected.reveal')}
          </Button>
        </Form>
      }
    >
      <Tooltip title={open ? undefined : t('fields.protected.reveal')}>
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={t('fields.protected.title', { label })}
          onClick={(event) => event.stopPropagation()}
        />
      </Tooltip>
    </Popover>
  )
}
