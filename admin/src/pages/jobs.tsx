import { DownloadOutlined, UndoOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Tag, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Job } from '@xinglin/contracts'
import { formatMoment, formatRecentMoment, groupDigits } from '../fields/format.ts'
import { http, type ApiError } from '../providers/http.ts'
import { JobProgress } from '../screens/import/job_progress.tsx'
import { ResultCounts } from '../screens/import/result_counts.tsx'
import { isOver } from '../screens/jobs/use_job.ts'
import { ScreenHeader } from '../screens/shared/screen_header.tsx'
import { ListSkeleton, LoadFailure } from '../screens/shared/states.tsx'
import styles from './jobs.module.css'

const POLL_MS = 1000
const COLOR: Record<Job['state'], string> = {
  queued: 'default',
  running: 'processing',
  done: 'success',
  failed: 'error',
  cancelled: 'warning',
  undone: 'default',
}

/** One's own imports and exports: how far they are, what came of them, and the way back to each. */
export default function JobsPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery<Job[], ApiError>({
    queryKey: ['jobs'],
    queryFn: async () => (await http.get<{ data: Job[] }>('/api/jobs')).data,
    refetchInterval: ({ state }) => (state.data?.every(isOver) ? false : POLL_MS),
  })
  return (
    <>
      <ScreenHeader title={t('screens.jobs.title')} subtitle={t('screens.jobs.subtitle')} />
      {error ? (
        <LoadFailure message={error.message} onRetry={() => void refetch()} />
      ) : !data ? (
        <ListSkeleton />
      ) : data.length === 0 ? (
        <Empty description={t('screens.jobs.empty')} image={Empty.PRESENTED_IMAGE_SIMPLE} />
      ) : (
        <ul className={styles.jobs}>
          {data.map((job) => (
            <JobItem key={job.id} job={job} />
          ))}
        </ul>
      )}
    </>
  )
}

function JobItem({ job }: { job: Job }) {
  const { t } = useTranslation()
  const label = `${t(`screens.jobs.kind.${job.kind}`)} ${job.subject}`
  return (
    <li className={styles.job}>
      <div className={styles.head}>
        <strong>{label}</strong>
        <Tag color={COLOR[job.state]}>{t(`screens.jobs.state.${job.state}`)}</Tag>
        <time className={styles.when} dateTime={job.createdAt} title={formatMoment(job.createdAt)}>
          {formatRecentMoment(job.createdAt)}
        </time>
      </div>
      {isOver(job) ? <Outcome job={job} /> : <JobProgress job={job} label={label} />}
    </li>
  )
}

function Outcome({ job }: { job: Job }) {
  const { t } = useTranslation()
  const fileId = job.state === 'done' ? job.result?.fileId : undefined
  return (
    <div className={styles.outcome}>
      <span>
        {job.kind === 'import' && <ResultCounts job={job} />}
        {job.kind === 'export' && t('screens.jobs.rows', { total: groupDigits(String(job.done)) })}
        {job.errors[0] && ` ${job.errors[0].message}`}
      </span>
      {typeof fileId === 'string' && (
        <Button icon={<DownloadOutlined />} href={`/api/files/${fileId}`} download>
          {t('screens.jobs.download')}
        </Button>
      )}
      {job.kind === 'import' && (
        <Tooltip title={job.result?.undoable === true && t('screens.jobs.undoable')}>
          <Link to={`/r/${job.resource}/import?job=${job.id}`}>
            <Button icon={job.result?.undoable === true ? <UndoOutlined /> : undefined}>
              {t('screens.jobs.open')}
            </Button>
          </Link>
        </Tooltip>
      )}
    </div>
  )
}
