import { SearchOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import styles from './frame.module.css'

export const PALETTE_KEYS = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'

/** Opens the command palette, and teaches its keys. */
export function PaletteButton({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation()
  return (
    <button type="button" className={styles.palette} onClick={onOpen}>
      <SearchOutlined />
      <span>{t('palette.open')}</span>
      <kbd>{PALETTE_KEYS}</kbd>
    </button>
  )
}
