import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Can } from '../shared/answers.ts'
import styles from './list.module.css'

interface Props {
  can: Can
  /** Beside changing and deleting it. */
  children?: ReactNode
  onEdit: () => void
  onDelete: () => void
}

/** What this person may do with this row; nothing else is shown. */
export function RowActions({ can, children, onEdit, onDelete }: Props) {
  const { t } = useTranslation()
  return (
    <span className={styles.rowActions}>
      {children}
      {can.update && (
        <Tooltip title={t('screens.actions.edit')}>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={t('screens.actions.edit')}
            onClick={onEdit}
          />
        </Tooltip>
      )}
      {can.delete && (
        <Tooltip title={t('screens.actions.delete')}>
          <Button
            type="text"
            size="small"
            danger
            icon={<DeleteOutlined />}
            aria-label={t('screens.actions.delete')}
            onClick={onDelete}
          />
        </Tooltip>
      )}
    </span>
  )
}
