import { Button, Progress } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Job } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'
import { http } from '../../providers/http.ts'
import { percentOf } from '../jobs/use_job.ts'
import styles from './import.module.css'

/** How far a job is, and the way to stop it. */
export function JobProgress({ job, label }: { job: Job; label: string }) {
  const { t } = useTranslation()
  const cancel = useMutation({ mutationFn: () => http.post(`/api/jobs/${job.id}/cancel`) })
  const percent = percentOf(job)
  return (
    <div className={styles.progress} aria-live="polite">
      <p>{label}</p>
      <Progress
        percent={percent ?? (job.state === 'running' ? 100 : 0)}
        showInfo={percent !== undefined}
        status="active"
        aria-label={label}
      />
      <p className={styles.faint}>{howFar()}</p>
      <Button
        danger
        loading={cancel.isPending}
        disabled={cancel.isSuccess}
        onClick={() => cancel.mutate()}
      >
        {t('screens.import.cancel')}
      </Button>
    </div>
  )

  /** A file that is still being read has rows, but nobody knows yet how many. */
  function howFar(): string {
    if (job.state === 'queued') return t('screens.import.waiting')
    const done = groupDigits(String(job.done))
    if (percent === undefined) return t('screens.import.read', { done })
    return t('screens.import.progress', { done, total: groupDigits(String(job.total)) })
  }
}
