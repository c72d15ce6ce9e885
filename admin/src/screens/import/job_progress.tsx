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
  return (
    <div className={styles.progress} aria-live="polite">
      <p>{label}</p>
      <Progress percent={percentOf(job) ?? 0} status="active" aria-label={label} />
      <p className={styles.faint}>
        {job.total > 0
          ? t('screens.import.progress', {
              done: groupDigits(String(job.done)),
              total: groupDigits(String(job.total)),
            })
          : t('screens.import.waiting')}
      </p>
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
}
