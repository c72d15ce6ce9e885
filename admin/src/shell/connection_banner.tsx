import { useQueryClient } from '@tanstack/react-query'
import { App, Alert, Button } from 'antd'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connection } from '../providers/connection.ts'

/** Says calmly that the network or the server is away, and brings the page up to date once it is back. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const state = useSyncExternalStore(connection.subscribe, connection.get)
  const before = useRef(state)
  useEffect(() => {
    if (state === 'online' && before.current !== 'online') {
      message.success(t('connection.back'))
      void client.invalidateQueries()
    }
    before.current = state
  }, [state, client, message, t])

  if (state === 'online') return null
  return (
    <Alert
      banner
      type="warning"
      message={t(`connection.${state}`)}
      action={
        <Button size="small" type="text" onClick={() => connection.check()}>
          {t('connection.retry')}
        </Button>
      }
    />
  )
}
