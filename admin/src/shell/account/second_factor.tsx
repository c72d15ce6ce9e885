import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Result, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { ConfirmSecondFactor, type Enrolment } from './confirm_second_factor.tsx'
import { RemoveSecondFactor } from './remove_second_factor.tsx'

interface State {
  active: boolean
  policy: 'none' | 'offered' | 'required'
}

const QUERY_KEY = ['account', 'second-factor']
const ADDRESS = '/api/auth/second-factor'

/** Sets up one-time codes for signing in, or takes them away again. */
export function SecondFactor() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null)
  const { data, error } = useQuery<State, ApiError>({
    queryKey: QUERY_KEY,
    queryFn: async () => (await http.get<{ data: State }>(ADDRESS)).data,
  })

  async function begin() {
    try {
      setEnrolment((await http.post<{ data: Enrolment }>(ADDRESS)).data)
    } catch (failure) {
      message.error((failure as ApiError).message)
    }
  }

  async function finish(word: string) {
    message.success(t(word))
    setEnrolment(null)
    await client.invalidateQueries({ queryKey: QUERY_KEY })
  }

  if (error) return <p role="alert">{error.message}</p>
  if (!data) return <Skeleton active />
  if (data.active) return <RemoveSecondFactor onRemoved={() => finish('secondFactor.removed')} />
  if (data.policy === 'none') return <Result status="info" title={t('secondFactor.unavailable')} />
  if (enrolment) {
    return (
      <ConfirmSecondFactor
        enrolment={enrolment}
        onConfirmed={() => finish('secondFactor.enabled')}
      />
    )
  }
  return (
    <>
      <p>{t('secondFactor.intro')}</p>
      <Button type="primary" block onClick={begin}>
        {t('secondFactor.begin')}
      </Button>
    </>
  )
}
