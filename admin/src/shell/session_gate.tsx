import { useQuery } from '@tanstack/react-query'
import { Button, Result } from 'antd'
import { type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Identity, Meta } from '@xinglin/contracts'
import { http, type ApiError } from '../providers/http.ts'
import { MetaProvider } from '../providers/meta.tsx'
import { META_KEY } from '../providers/query_client.ts'
import { Splash } from './splash.tsx'
import { usePresentRights } from './use_present_rights.ts'

/** Menus and rights that somebody changes arrive without a new sign-in, also where the socket cannot. */
const RENEW_EVERY_MS = 120_000

/** Lets nothing be drawn before it is known who is there; `http.ts` leads everybody else to the sign-in page. */
export function SessionGate({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  usePresentRights()
  const { data, error, refetch } = useQuery<{ identity: Identity; meta: Meta }, ApiError>({
    queryKey: META_KEY,
    queryFn: async ({ signal }) => {
      const [identity, meta] = await Promise.all([
        http.get<{ data: Identity }>('/api/auth/me', { signal }),
        http.get<{ data: Meta }>('/api/meta', { signal }),
      ])
      return { identity: identity.data, meta: meta.data }
    },
    refetchInterval: RENEW_EVERY_MS,
    refetchOnWindowFocus: true,
    staleTime: 10_000,
  })

  if (data) {
    return (
      <MetaProvider identity={data.identity} meta={data.meta}>
        {children}
      </MetaProvider>
    )
  }
  if (!error || error.status === 401) return <Splash label={t('start.loading')} />
  return (
    <Result
      status="warning"
      title={t('start.failed')}
      subTitle={error.message}
      extra={
        <Button type="primary" onClick={() => refetch()}>
          {t('connection.retry')}
        </Button>
      }
    />
  )
}
