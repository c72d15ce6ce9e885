import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Skeleton, Tabs, type TabsProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { STATE_FIELD, type MetaField } from '@xinglin/contracts'
import { formatMoment, formatRecentMoment } from '../fields/format.ts'
import type { RecordValues, Reference } from '../fields/field_ui.ts'
import { useMeta, useResourceMeta } from '../providers/meta.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { AuditLines } from './detail/audit_lines.tsx'
import { Facts } from './detail/facts.tsx'
import { RelatedList } from './detail/related_list.tsx'
import { Revisions } from './detail/revisions.tsx'
import { SubRows } from './detail/sub_rows.tsx'
import { useAudit, useRevisions, useTimeline } from './detail/use_history.ts'
import { Diagram } from './lifecycle/diagram.tsx'
import { StateTag } from './lifecycle/state_tag.tsx'
import { Timeline } from './lifecycle/timeline.tsx'
import { TransitionButtons } from './lifecycle/transition_buttons.tsx'
import { useTransitions } from './lifecycle/use_transitions.tsx'
import { useRemoval } from './list/use_removal.tsx'
import type { AnyRecord } from './shared/answers.ts'
import { ScreenHeader } from './shared/screen_header.tsx'
import { LoadFailure } from './shared/states.tsx'
import { useDetail } from './shared/use_detail.ts'
import styles from './detail/detail.module.css'

/** One record: who or what it is, what it says, what belongs to it, and how it came to be so. */
export default function DetailScreen({
  resource: name,
  id = '',
}: {
  resource: string
  id?: string
}) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const meta = useMeta()
  const resource = useResourceMeta(name)
  const { record, can, transitions, error, retry } = useDetail(name, id)
  const timeline = useTimeline(resource, record)
  const { start, dialog } = useTransitions(name)
  const revisions = useRevisions(name, id, record?.version)
  const audit = useAudit(name, id, record?.version)
  const confirmRemoval = useRemoval(name)

  if (error?.statusCode === 404) return <NotFoundScreen list={resource} />
  if (error)
    return (
      <>
        <ScreenHeader title={resource.label} />
        <LoadFailure message={error.message} onRetry={retry} />
      </>
    )
  if (!record) return <Skeleton active paragraph={{ rows: 10 }} className={styles.panel} />

  const state = resource.lifecycle ? stateOf(record) : null
  const tabs: TabsProps['items'] = [
    ...Object.entries(resource.fields).flatMap(([field, definition]) =>
      relationTab(field, definition, record)
    ),
    ...(timeline && state !== null
      ? [
          {
            key: 'timeline',
            label: t('screens.lifecycle.title'),
            children: (
              <>
                <Diagram lifecycle={resource.lifecycle!} state={state} entries={timeline} />
                <Timeline resource={resource} entries={timeline} />
              </>
            ),
          },
        ]
      : []),
    ...(revisions
      ? [
          {
            key: 'revisions',
            label: t('screens.history.title'),
            children: (
              <Revisions
                resource={resource}
                record={record}
                revisions={revisions}
                mayRestore={Boolean(can.update)}
              />
            ),
          },
        ]
      : []),
    ...(audit
      ? [
          {
            key: 'audit',
            label: t('screens.audit.title'),
            children: <AuditLines lines={audit} />,
          },
        ]
      : []),
  ]

  return (
    <>
      <ScreenHeader
        title={String(record[resource.title] ?? resource.label)}
        subtitle={
          <>
            {state !== null && <StateTag resource={resource} state={state} />}
            <Origin record={record} />
          </>
        }
      >
        <TransitionButtons transitions={transitions} onStart={(each) => start(record, each)} />
        {can.delete && (
          <Button danger icon={<DeleteOutlined />} onClick={remove}>
            {t('screens.actions.delete')}
          </Button>
        )}
        {can.update && (
          <Button
            type="primary"
            icon={<EditOutlined />}
            onClick={() => navigate(`/r/${name}/${id}/edit`)}
          >
            {t('screens.actions.edit')}
          </Button>
        )}
      </ScreenHeader>
      <div className={styles.panel}>
        <Facts meta={meta} resource={resource} record={record} />
      </div>
      {dialog}
      {tabs.length > 0 && (
        <div className={styles.panel}>
          <Tabs items={tabs} destroyOnHidden />
        </div>
      )}
    </>
  )

  async function remove() {
    if (record && (await confirmRemoval([record]))) navigate(`/r/${name}`, { replace: true })
  }

  function relationTab(
    field: string,
    definition: MetaField,
    of: AnyRecord
  ): NonNullable<TabsProps['items']> {
    if (definition.type !== 'hasMany' || !definition.readable || definition.hidden) return []
    const { label } = definition
    if (definition.subTable) {
      const rows = (of[field] as RecordValues[] | null) ?? []
      return [
        {
          key: field,
          label: `${label} ${rows.length}`,
          children: <SubRows field={definition} rows={rows} />,
        },
      ]
    }
    if (!meta.resources[definition.target]?.actions.includes('list')) return []
    return [
      {
        key: field,
        label,
        children: <RelatedList owner={resource} record={of} field={definition} />,
      },
    ]
  }
}

/** null where it is not the reader's to see. */
function stateOf(record: AnyRecord): string | null {
  const state = record[STATE_FIELD]
  return typeof state === 'string' ? state : null
}

function Origin({ record }: { record: AnyRecord }) {
  const { t } = useTranslation()
  const at = record.updatedAt
  if (typeof at !== 'string') return null
  const by = (record.updatedBy as Reference | null)?.label
  const when = formatRecentMoment(at)
  return (
    <span title={formatMoment(at)}>
      {by
        ? t('screens.detail.updatedBy', { name: by, at: when })
        : t('screens.detail.updated', { at: when })}
    </span>
  )
}
