import { QueryClientProvider } from '@tanstack/react-query'
import { App as AntdApp, ConfigProvider } from 'antd'
import { useMemo } from 'react'
import { RouterProvider } from 'react-router'
import { antdLocale } from '../i18n/i18n.ts'
import { queryClient } from '../providers/query_client.ts'
import { router } from '../routes/router.tsx'
import { antdTheme } from '../theme/antd_theme.ts'
import { useLanguage, useTheme } from '../theme/preferences.ts'
import { SessionGate } from './session_gate.tsx'

/** The shell: look and language, then who is there, then where they are. */
export function App() {
  const theme = useTheme()
  const language = useLanguage()
  const look = useMemo(() => antdTheme(theme), [theme])
  return (
    <ConfigProvider
      theme={look}
      locale={antdLocale(language)}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
    >
      <AntdApp message={{ maxCount: 3 }}>
        <QueryClientProvider client={queryClient}>
          <SessionGate>
            <RouterProvider router={router} />
          </SessionGate>
        </QueryClientProvider>
      </AntdApp>
    </ConfigProvider>
  )
}
