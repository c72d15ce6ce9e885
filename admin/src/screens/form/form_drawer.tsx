import { Button, Drawer, Skeleton, Space } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordValues } from '../../fields/field_ui.ts'
import { useResourceMeta } from '../../providers/meta.tsx'
import type { AnyRecord } from '../shared/answers.ts'
import { LoadFailure } from '../shared/states.tsx'
import { RecordForm, type FormActions } from './record_form.tsx'
import { useRecord } from './use_record.ts'
import styles from './form.module.css'

interface Props {
  resource: string
  id?: string
  preset?: RecordValues
  /** Instead of closing, once it is saved. */
  onSaved?: (record: AnyRecord) => void
  onClose: () => void
}

/** A record made or changed beside the list it belongs to. */
export function FormDrawer({ resource, id, preset, onSaved, onClose }: Props) {
  const { t } = useTranslation()
  const { label, title } = useResourceMeta(resource)
  const { data: record, error, refetch } = useRecord(resource, id)
  // A click beside the drawer must ask like its buttons do.
  const leave = useRef<FormActions['leave']>((go) => go())
  const heading = id
    ? t('screens.form.editing', { label: String(record?.[title] ?? label) })
    : t('screens.actions.create', { label })

  return (
    <Drawer
      open
      width={Math.min(560, window.innerWidth)}
      title={heading}
      onClose={() => leave.current(onClose)}
      keyboard
      destroyOnHidden
      classNames={{ body: styles.drawer }}
    >
      {error ? (
        <LoadFailure message={error.message} onRetry={refetch} />
      ) : id && !record ? (
        <Skeleton active paragraph={{ rows: 8 }} />
      ) : (
        <RecordForm
          resource={resource}
          record={record}
          preset={preset}
          narrow
          onSaved={onSaved ?? onClose}
        >
          {(actions) => {
            leave.current = actions.leave
            return (
              <Space className={styles.bar}>
                <Button onClick={() => actions.leave(onClose)}>
                  {t('screens.actions.cancel')}
                </Button>
                <Button type="primary" htmlType="submit" loading={actions.saving} title="Ctrl+S">
                  {t('screens.actions.save')}
                </Button>
              </Space>
            )
          }}
        </RecordForm>
      )}
    </Drawer>
  )
}
