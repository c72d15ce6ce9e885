import { LaptopOutlined, MobileOutlined, RobotOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, List, Popconfirm, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMoment, formatRecentMoment } from '../../fields/format.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { deviceOf } from './device.ts'

interface OwnSession {
  id: string
  kind: 'cookie' | 'token'
  device: string | null
  ip: string | null
  userAgent: string | null
  createdAt: string
  lastSeenAt: string
  current: boolean
}

const QUERY_KEY = ['account', 'sessions']

/** Where one is signed in, and signing out there from here. */
export function Sessions() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data, isLoading, error } = useQuery<OwnSession[], ApiError>({
    queryKey: QUERY_KEY,
    queryFn: async () => (await http.get<{ data: OwnSession[] }>('/api/auth/sessions')).data,
  })

  async function end(id: string) {
    try {
      await http.delete(`/api/auth/sessions/${id}`)
      message.success(t('sessions.ended'))
    } catch (failure) {
      message.error((failure as ApiError).message)
    }
    await client.invalidateQueries({ queryKey: QUERY_KEY })
  }

  function nameOf({ device, kind, userAgent }: OwnSession): string {
    if (device) return device
    if (kind === 'token') return t('sessions.app')
    const { browser, system } = deviceOf(userAgent)
    if (browser && system) return t('sessions.browserOn', { browser, system })
    return browser ?? system ?? t('sessions.unknown')
  }

  if (error) return <p role="alert">{error.message}</p>
  return (
    <>
      <p>{t('sessions.intro')}</p>
      <List
        loading={isLoading}
        dataSource={data}
        rowKey="id"
        renderItem={(session) => (
          <List.Item
            actions={[
              session.current ? (
                <Tag key="current">{t('sessions.current')}</Tag>
              ) : (
                <Popconfirm
                  key="end"
                  title={t('sessions.endConfirm')}
                  onConfirm={() => end(session.id)}
                >
                  <Button size="small">{t('sessions.end')}</Button>
                </Popconfirm>
              ),
            ]}
          >
            <List.Item.Meta
              avatar={<DeviceIcon session={session} />}
              title={nameOf(session)}
              description={
                <span title={t('sessions.since', { at: formatMoment(session.createdAt) })}>
                  {[session.ip, t('sessions.seen', { at: formatRecentMoment(session.lastSeenAt) })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              }
            />
          </List.Item>
        )}
      />
    </>
  )
}

function DeviceIcon({ session: { kind, userAgent } }: { session: OwnSession }) {
  const Icon =
    kind === 'token' ? RobotOutlined : deviceOf(userAgent).mobile ? MobileOutlined : LaptopOutlined
  return <Icon style={{ fontSize: 20, opacity: 0.65 }} />
}
