import { App, Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { formatMoment, formatRecentMoment } from '../../fields/format.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { useIdentity } from '../../providers/meta.tsx'
import { useAccountState, type User } from './account_queries.ts'
import { ResetPassword } from './reset_password.tsx'
import styles from './users.module.css'

/** For who cannot get in, or must be kept out: password, lock, second factor, devices. */
export function CareSection({ user }: { user: User }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const client = useQueryClient()
  const own = useIdentity().id === user.id
  const { data, error } = useAccountState(user.id, true)
  const [resetting, setResetting] = useState(false)
  const { name } = user
  if (error) return null
  const [latest] = data?.sessions ?? []

  return (
    <section className={styles.section}>
      <h2>{t('access.users.security')}</h2>
      <dl className={styles.care}>
        {!own && (
          <Line
            title={t('access.users.password')}
            text={t('access.users.passwordHint')}
            act={
              <Button onClick={() => setResetting(true)}>{t('access.users.resetPassword')}</Button>
            }
          />
        )}
        <Line
          title={t('access.users.lock')}
          text={
            data?.lockedUntil
              ? t('access.users.lockedUntil', { at: formatMoment(data.lockedUntil) })
              : t('access.users.unlockHint')
          }
          act={
            data?.lockedUntil && (
              <Button onClick={() => act('POST', 'unlock', t('access.users.unlocked'))}>
                {t('access.users.unlock')}
              </Button>
            )
          }
        />
        <Line
          title={t('access.users.secondFactor')}
          text={t(
            data?.secondFactor ? 'access.users.secondFactorOn' : 'access.users.secondFactorOff'
          )}
          act={
            data?.secondFactor &&
            !own && <Button onClick={askSecondFactor}>{t('access.users.secondFactorReset')}</Button>
          }
        />
        <Line
          title={t('access.users.sessions')}
          text={
            latest
              ? [
                  t('access.users.sessionCount', { count: data!.sessions.length }),
                  t('access.users.lastSeen', { at: formatRecentMoment(latest.lastSeenAt) }),
                ].join(' · ')
              : t('access.users.sessionsNone')
          }
          act={
            latest && !own && <Button onClick={askSessions}>{t('access.users.endSessions')}</Button>
          }
        />
      </dl>
      {resetting && (
        <ResetPassword
          user={user}
          onClose={() => {
            setResetting(false)
            void renew()
          }}
        />
      )}
    </section>
  )

  function askSecondFactor() {
    modal.confirm({
      title: t('access.users.secondFactorTitle', { name }),
      content: t('access.users.secondFactorText'),
      okText: t('access.users.reset'),
      onOk: () => act('DELETE', 'second-factor', t('access.users.secondFactorDone')),
    })
  }

  function askSessions() {
    modal.confirm({
      title: t('access.users.endTitle', { name }),
      okText: t('access.users.endSessions'),
      okButtonProps: { danger: true },
      onOk: () => act('DELETE', 'sessions', t('access.users.ended')),
    })
  }

  async function act(method: 'POST' | 'DELETE', what: string, done: string) {
    const path = `/api/access/accounts/${user.id}/${what}`
    try {
      await (method === 'POST' ? http.post(path) : http.delete(path))
      message.success(done)
    } catch (failure) {
      message.error((failure as ApiError).message)
    }
    await renew()
  }

  function renew() {
    return client.invalidateQueries({ queryKey: ['access', 'account', user.id] })
  }
}

function Line({ title, text, act }: { title: string; text: string; act: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
      <dd>{act}</dd>
    </div>
  )
}
