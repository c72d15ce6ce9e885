import { CloseOutlined, DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import type { AnyRecord } from '../shared/answers.ts'
import { BulkEdit } from './bulk_edit.tsx'
import { useRemoval } from './use_removal.tsx'
import styles from './list.module.css'

interface Props {
  resource: MetaResource
  selected: AnyRecord[]
  onClear: () => void
}

/** What can be done with all selected rows at once; appears at the bottom while rows are selected. */
export function BulkBar({ resource, selected, onClear }: Props) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const confirmRemoval = useRemoval(resource.name)
  if (selected.length === 0) return null
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t('screens.bulk.title')}>
      <strong>{t('screens.bulk.selected', { count: selected.length })}</strong>
      {resource.actions.includes('update') && (
        <Button icon={<EditOutlined />} onClick={() => setEditing(true)}>
          {t('screens.bulk.edit')}
        </Button>
      )}
      {resource.actions.includes('delete') && (
        <Button
          danger
          icon={<DeleteOutlined />}
          onClick={async () => {
            if (await confirmRemoval(selected)) onClear()
          }}
        >
          {t('screens.actions.delete')}
        </Button>
      )}
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('screens.bulk.clear')}
        onClick={onClear}
      />
      {editing && (
        <BulkEdit
          resource={resource}
          records={selected}
          onClose={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            onClear()
          }}
        />
      )}
    </div>
  )
}
