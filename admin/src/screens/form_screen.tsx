import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useResourceMeta } from '../providers/meta.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { RecordForm } from './form/record_form.tsx'
import { useRecord } from './form/use_record.ts'
import { ScreenHeader } from './shared/screen_header.tsx'
import { LoadFailure } from './shared/states.tsx'
import styles from './form/form.module.css'

/** Makes a record, or changes the one with this id, on a page of its own. */
export default function FormScreen({ resource: name, id }: { resource: string; id?: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const resource = useResourceMeta(name)
  const { data: record, error, refetch } = useRecord(name, id)
  const back = id ? `/r/${name}/${id}` : `/r/${name}`
  const heading = id
    ? t('screens.form.editing', { label: String(record?.[resource.title] ?? '') })
    : t('screens.actions.create', { label: resource.label })

  if (error?.status === 404) return <NotFoundScreen list={resource} />
  if (error)
    return (
      <>
        <ScreenHeader title={resource.label} />
        <LoadFailure message={error.message} onRetry={refetch} />
      </>
    )
  if (id && !record) return <Skeleton active paragraph={{ rows: 10 }} />
  return (
    <>
      <ScreenHeader title={heading} />
      <div className={styles.page}>
        <RecordForm
          resource={name}
          record={record}
          onSaved={(saved) =>
            navigate(resource.actions.includes('read') ? `/r/${name}/${saved.id}` : `/r/${name}`, {
              replace: true,
            })
          }
        >
          {({ leave, saving }) => (
            <div className={styles.bar}>
              <Button onClick={() => leave(() => navigate(back))}>
                {t('screens.actions.cancel')}
              </Button>
              <Button type="primary" htmlType="submit" loading={saving} title="Ctrl+S">
                {t('screens.actions.save')}
              </Button>
            </div>
          )}
        </RecordForm>
      </div>
    </>
  )
}
