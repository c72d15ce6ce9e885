import { ArrowRightOutlined, RollbackOutlined } from '@ant-design/icons'
import { useInvalidate } from '@refinedev/core'
import { App, Button, Timeline } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import { FieldCell, isEmpty } from '../../fields/field_cell.tsx'
import { formatMoment, formatRecentMoment } from '../../fields/format.ts'
import { http, type ApiError } from '../../providers/http.ts'
import type { AnyRecord, Revision } from '../shared/answers.ts'
import { personIn } from '../shared/person_in.ts'
import styles from './detail.module.css'

interface Props {
  resource: MetaResource
  record: AnyRecord
  revisions: Revision[]
  mayRestore: boolean
}

/** Who did what and when, newest first; an earlier state can be brought back. */
export function Revisions({ resource, record, revisions, mayRestore }: Props) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const invalidate = useInvalidate()
  const newestFirst = [...revisions].sort((a, b) => b.n - a.n)
  const newest = newestFirst[0]?.n

  return (
    <Timeline
      className={styles.timeline}
      items={newestFirst.map((revision) => ({
        key: revision.n,
        children: (
          <article className={styles.revision}>
            <header>
              <strong>{personIn(revision.by, t('screens.history.system'))}</strong>{' '}
              <span>{t(`screens.history.actions.${revision.action}`)}</span>{' '}
              <time dateTime={revision.at} title={formatMoment(revision.at)}>
                {formatRecentMoment(revision.at)}
              </time>{' '}
              <span className={styles.faint}>
                {t('screens.history.version', { n: revision.n })}
              </span>
              {mayRestore && revision.n !== newest && revision.action !== 'delete' && (
                <Button
                  type="link"
                  size="small"
                  icon={<RollbackOutlined />}
                  onClick={() => confirmRestore(revision)}
                >
                  {t('screens.history.restore')}
                </Button>
              )}
            </header>
            {/* Moving to the recycle bin and back changes no field. */}
            {(revision.action === 'create' || revision.action === 'update') && (
              <Changes resource={resource} record={record} revision={revision} />
            )}
          </article>
        ),
      }))}
    />
  )

  function confirmRestore({ n, at }: Revision) {
    modal.confirm({
      title: t('screens.history.restoreTitle', { n, at: formatMoment(at) }),
      content: t('screens.history.restoreText'),
      okText: t('screens.history.restore'),
      onOk: async () => {
        try {
          await http.post(`/api/resources/${resource.name}/${record.id}/revisions/${n}/restore`, {
            version: record.version,
          })
          await invalidate({
            resource: resource.name,
            id: record.id,
            invalidates: ['list', 'many', 'detail'],
          })
          message.success(t('screens.history.restored', { n }))
        } catch (error) {
          message.error((error as ApiError).message)
        }
      },
    })
  }
}

/** Each changed field as before → after; a new record only has an after. */
function Changes({
  resource,
  record,
  revision,
}: {
  resource: MetaResource
  record: AnyRecord
  revision: Revision
}) {
  const before = revision.before ?? {}
  const after = revision.after ?? {}
  const names = Object.keys(resource.fields).filter((name) =>
    // A new record had nothing before, so what it was not given is no news.
    revision.before ? name in before || name in after : !isEmpty(after[name])
  )
  return (
    <dl className={styles.changes}>
      {names.map((name) => {
        const field = resource.fields[name]!
        const cell = { name, field, resource: resource.name, record, place: 'list' } as const
        return (
          <div key={name}>
            <dt>{field.label}</dt>
            <dd>
              {revision.before && (
                <>
                  <span className={styles.before}>
                    <FieldCell {...cell} value={before[name] ?? null} />
                  </span>
                  <ArrowRightOutlined aria-label="→" />
                </>
              )}
              <span className={styles.after}>
                <FieldCell {...cell} value={after[name] ?? null} />
              </span>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
