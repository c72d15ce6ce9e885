import { CheckCircleFilled } from '@ant-design/icons'
import type { NotificationProvider, OpenNotificationParams } from '@refinedev/core'
import { App, Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

const SHOWN_S = 4
const ERROR_SHOWN_S = 8

/** Refine's messages: success in passing, failure with its reason, and an undo while a change waits. */
export function useNotificationProvider(): NotificationProvider {
  const { notification } = App.useApp()
  const { t } = useTranslation()
  return useMemo(() => {
    function open({ key, type, message, description, ...undo }: OpenNotificationParams) {
      const shared = { key, placement: 'bottomLeft' } as const
      if (type === 'progress') {
        notification.open({
          ...shared,
          message,
          icon: <CheckCircleFilled />,
          closable: false,
          // Refine opens it again every second with the time left, and closes it itself.
          duration: 0,
          actions: (
            <Button type="link" size="small" onClick={undo.cancelMutation}>
              {t('notifications.undo', { seconds: undo.undoableTimeout })}
            </Button>
          ),
        })
      } else if (type === 'success') {
        notification.success({ ...shared, message, duration: SHOWN_S })
      } else {
        // The description of a failed call is the server's sentence, the message Refine's.
        notification.error({ ...shared, message, description, duration: ERROR_SHOWN_S })
      }
    }
    return { open, close: (key) => notification.destroy(key) }
  }, [notification, t])
}
