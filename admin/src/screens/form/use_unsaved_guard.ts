import { useWarnAboutChange } from '@refinedev/core'
import { App } from 'antd'
import { useCallback, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'

/** Leaving unsaved asks: the shell watches links and the window, this the form's own buttons. */
export function useUnsavedGuard(unsaved: boolean) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const { setWarnWhen } = useWarnAboutChange()
  useEffect(() => {
    setWarnWhen(unsaved)
    return () => setWarnWhen(false)
  }, [unsaved, setWarnWhen])

  // At once, or the navigation that follows would still be asked about.
  const release = useCallback(() => flushSync(() => setWarnWhen(false)), [setWarnWhen])

  const leave = useCallback(
    (go: () => void) => {
      if (!unsaved) return go()
      modal.confirm({
        title: t('screens.form.leaveTitle'),
        content: t('screens.form.leaveText'),
        okText: t('screens.form.leave'),
        cancelText: t('screens.form.stay'),
        onOk: () => {
          release()
          go()
        },
      })
    },
    [unsaved, modal, t, release]
  )
  return { leave, release }
}
