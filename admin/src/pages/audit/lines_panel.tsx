import { DownOutlined, UpOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditLine, FieldChange } from '@xinglin/contracts'
import { useMeta } from '../../providers/meta.tsx'
import { http, type ApiError } from '../../providers/http.ts'
import { ActText } from './act_text.tsx'
import { Changes } from './changes.tsx'
import { filtersOf, useLogState } from './log_filter.ts'
import { LogFilters } from './log_filters.tsx'
import { LogList } from './log_list.tsx'
import { useLog, useSubjects } from './use_log.ts'
import styles from './audit.module.css'

const CHANGING = new Set(['create', 'update', 'delete'])

/** Who did what, with what was changed by it. */
export function LinesPanel() {
  const state = useLogState()
  const subjects = useSubjects()
  const log = useLog<AuditLine>('/api/audit', filtersOf(state.filter, 'actorName'), state.page)
  const mayRead = useMeta().resources['core.audit']?.actions.includes('read')
  return (
    <>
      <LogFilters
        state={state}
        resources={subjects?.resources ?? []}
        actions={subjects?.actions ?? []}
      />
      <LogList log={log} state={state}>
        {(line) => <Line line={line} mayRead={Boolean(mayRead)} />}
      </LogList>
    </>
  )
}

function Line({ line, mayRead }: { line: AuditLine; mayRead: boolean }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const changed = mayRead && line.record !== null && CHANGING.has(line.action.name)
  return (
    <>
      <div className={styles.act}>
        <ActText act={line} />
        <span className={styles.ip}>{line.ip}</span>
        <span className={styles.open}>
          {changed && (
            <Button
              type="link"
              size="small"
              icon={open ? <UpOutlined /> : <DownOutlined />}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {t(`configuration.audit.${open ? 'hideChanges' : 'showChanges'}`)}
            </Button>
          )}
        </span>
      </div>
      {line.notes.length > 0 && (
        <dl className={styles.notes}>
          {line.notes.map(({ label, text }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
      {open && <LineChanges line={line} />}
    </>
  )
}

function LineChanges({ line: { id, action } }: { line: AuditLine }) {
  const { t } = useTranslation()
  const { data, error, isPending } = useQuery<FieldChange[] | null, ApiError>({
    queryKey: ['log', 'changes', id],
    queryFn: async () =>
      (await http.get<{ data: FieldChange[] | null }>(`/api/audit/${id}/changes`)).data,
    retry: false,
  })
  if (isPending) return <Skeleton active title={false} paragraph={{ rows: 2 }} />
  if (!data?.length)
    return <p className={styles.faint}>{error?.message ?? t('configuration.audit.noChanges')}</p>
  return <Changes action={action.name} changes={data} />
}
