import { ArrowLeftOutlined } from '@ant-design/icons'
import { Button, Empty, Grid } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './master_detail.module.css'

interface Props {
  /** Find and add, above the list. */
  head: ReactNode
  items: ReactNode
  foot?: ReactNode
  /** What is chosen; undefined while nothing is. */
  panel: ReactNode | undefined
  /** What to do first. */
  hint: string
  /** Says what the list holds, to those who do not see it. */
  label: string
  onBack: () => void
}

/** A list at the left and what is chosen in it at the right; on a narrow screen one after the other. */
export function MasterDetail({ head, items, foot, panel, hint, label, onBack }: Props) {
  const { t } = useTranslation()
  const narrow = !(Grid.useBreakpoint().lg ?? true)
  const showsList = !narrow || panel === undefined
  const showsPanel = !narrow || panel !== undefined
  return (
    <div className={styles.frame}>
      {panel === undefined && <h1 className={styles.unseen}>{label}</h1>}
      {showsList && (
        <section className={styles.side} aria-label={label}>
          <div className={styles.sideHead}>{head}</div>
          {items}
          {foot && <div className={styles.sideFoot}>{foot}</div>}
        </section>
      )}
      {showsPanel && (
        <section className={styles.panel}>
          {narrow && (
            <Button
              type="text"
              className={styles.back}
              icon={<ArrowLeftOutlined />}
              onClick={onBack}
            >
              {t('access.back', { label })}
            </Button>
          )}
          {panel ?? (
            <div className={styles.nothing}>
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={hint} />
            </div>
          )}
        </section>
      )}
    </div>
  )
}

export function MasterItems({ children }: { children: ReactNode }) {
  return <ul className={styles.items}>{children}</ul>
}

interface ItemProps {
  name: string
  note?: ReactNode
  before?: ReactNode
  after?: ReactNode
  chosen: boolean
  onChoose: () => void
}

export function MasterItem({ name, note, before, after, chosen, onChoose }: ItemProps) {
  return (
    <li>
      <button type="button" className={styles.item} aria-current={chosen} onClick={onChoose}>
        {before}
        <span className={styles.itemText}>
          <span className={styles.itemName} title={name}>
            {name}
          </span>
          {note && <span className={styles.itemNote}>{note}</span>}
        </span>
        {after}
      </button>
    </li>
  )
}
