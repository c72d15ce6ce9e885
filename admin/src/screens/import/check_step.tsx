import { Alert, Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'
import { isOver } from '../jobs/use_job.ts'
import { ImportErrors } from './import_errors.tsx'
import { JobProgress } from './job_progress.tsx'
import { ResultCounts } from './result_counts.tsx'
import styles from './import.module.css'

interface Props {
  job: Job | undefined
  fileName: string
  starting: boolean
  onBack: () => void
  onImport: () => void
}

/** Step 3: every row is tried without writing; one bad cell holds back the whole file. */
export function CheckStep({ job, fileName, starting, onBack, onImport }: Props) {
  const { t } = useTranslation()
  if (!job || !isOver(job)) {
    return job ? <JobProgress job={job} label={t('screens.import.checking')} /> : null
  }
  const back = <Button onClick={onBack}>{t('screens.import.backToMapping')}</Button>
  if (job.errors.length > 0) {
    return (
      <>
        <Alert
          type="error"
          showIcon
          message={t('screens.import.nothingYet')}
          style={{ marginBottom: 16 }}
        />
        <ImportErrors job={job} fileName={fileName} />
        <div className={styles.buttons}>{back}</div>
      </>
    )
  }
  if (job.state !== 'done') {
    return <Result status="warning" title={t(`screens.import.state.${job.state}`)} extra={back} />
  }
  return (
    <Result
      status="success"
      title={t('screens.import.clean', { total: groupDigits(String(job.total)) })}
      subTitle={<ResultCounts job={job} future />}
      extra={
        <div className={styles.centre}>
          {back}
          <Button type="primary" loading={starting} onClick={onImport}>
            {t('screens.import.start')}
          </Button>
        </div>
      }
    />
  )
}
