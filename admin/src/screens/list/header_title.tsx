import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Sorter } from './list_state.ts'
import styles from './list.module.css'

interface Props {
  label: string
  sorters: Sorter[]
  field: string
  onSort: (join: boolean) => void
}

/** A column's name, which sorts when it is pressed; with several sorters each shows its rank. */
export function HeaderTitle({ label, sorters, field, onSort }: Props) {
  const { t } = useTranslation()
  const rank = sorters.findIndex((sorter) => sorter.field === field)
  const order = sorters[rank]?.order
  return (
    <button
      type="button"
      className={styles.sort}
      title={t('screens.list.sortHint')}
      onClick={(event) => onSort(event.shiftKey)}
    >
      <span className={styles.sortLabel}>{label}</span>
      {order && (
        <span className={styles.sortMark}>
          {order === 'asc' ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
          {sorters.length > 1 && <sub>{rank + 1}</sub>}
        </span>
      )}
    </button>
  )
}
