import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './changes_bar.module.css'

interface Props {
  /** Lies over the end of what stands above, which keeps room for it. */
  overlay?: boolean
  count: number
  saving: boolean
  onSave: () => void
  onDiscard: () => void
}

/** What is changed but not saved yet, at the foot of the page; nothing while nothing is. Ctrl+S saves. */
export function ChangesBar({ overlay, count, saving, onSave, onDiscard }: Props) {
  const { t } = useTranslation()
  useSaveKey(count > 0 && !saving ? onSave : undefined)
  if (count === 0) return null
  return (
    <div className={styles.bar} data-overlay={overlay} role="status">
      <span className={styles.count}>{t('access.changes.count', { count })}</span>
      <Button onClick={onDiscard} disabled={saving}>
        {t('access.changes.discard')}
      </Button>
      <Button type="primary" onClick={onSave} loading={saving} title="Ctrl+S">
        {t('screens.actions.save')}
      </Button>
    </div>
  )
}

function useSaveKey(save: (() => void) | undefined): void {
  const latest = useRef(save)
  useEffect(() => {
    latest.current = save
  })
  const active = save !== undefined
  useEffect(() => {
    if (!active) return
    function onKeyDown(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
      event.preventDefault()
      latest.current?.()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [active])
}
