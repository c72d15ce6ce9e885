import { useWarnAboutChange } from '@refinedev/core'
import { Modal } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'

/** Asks before a page with unsaved changes is left, by a link or by closing the window. */
export function UnsavedGuard() {
  const { t } = useTranslation()
  const { warnWhen = false, setWarnWhen } = useWarnAboutChange()
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      warnWhen && currentLocation.pathname !== nextLocation.pathname
  )

  // A form that has just saved goes on in the same moment, before it is known here that nothing is unsaved any more.
  useEffect(() => {
    if (blocker.state === 'blocked' && !warnWhen) blocker.proceed()
  }, [blocker, warnWhen])

  useEffect(() => {
    if (!warnWhen) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [warnWhen])

  return (
    <Modal
      open={blocker.state === 'blocked' && warnWhen}
      title={t('unsaved.title')}
      okText={t('unsaved.leave')}
      okButtonProps={{ danger: true }}
      cancelText={t('unsaved.stay')}
      onOk={() => setWarnWhen?.(false)}
      onCancel={() => blocker.reset?.()}
      width={420}
    >
      {t('unsaved.text')}
    </Modal>
  )
}
