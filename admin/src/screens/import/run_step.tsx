import { useInvalidate } from '@refinedev/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Result } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Job, MetaResource } from '@xinglin/contracts'
import { http, type ApiError } from '../../providers/http.ts'
import { isOver } from '../jobs/use_job.ts'
import { ImportErrors } from './import_errors.tsx'
import { JobProgress } from './job_progress.tsx'
import { KeptRows } from './kept_rows.tsx'
import { ResultCounts } from './result_counts.tsx'
import styles from './import.module.css'

interface Props {
  resource: MetaResource
  job: Job | undefined
  fileName: string
  onAgain: () => void
}

/** Step 4: writing, its result, and the way back. */
export function RunStep({ resource, job, fileName, onAgain }: Props) {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const client = useQueryClient()
  const invalidate = useInvalidate()
  const state = job?.state
  const undo = useMutation<unknown, ApiError, string>({
    mutationFn: (id) => http.post(`/api/jobs/${id}/undo`),
    onSuccess: (_, id) => client.invalidateQueries({ queryKey: ['job', id] }),
    onError: (error) => message.error(error.message, 6),
  })
  useEffect(() => {
    if (state === 'done' || state === 'undone' || state === 'cancelled')
      void invalidate({ resource: resource.name, invalidates: ['list', 'many', 'detail'] })
  }, [state, resource.name, invalidate])

  if (!job || !isOver(job)) {
    return job ? (
      <JobProgress
        job={job}
        label={t(undo.isSuccess ? 'screens.import.undoing' : 'screens.import.writing')}
      />
    ) : null
  }
  const done = job.state === 'done'
  const undone = job.state === 'undone'
  return (
    <>
      <Result
        status={done ? 'success' : job.state === 'failed' ? 'error' : 'info'}
        title={t(`screens.import.state.${job.state}`)}
        subTitle={(done || undone) && <ResultCounts job={job} />}
        extra={
          <div className={styles.centre}>
            {done && job.result?.undoable === true && (
              <Button danger loading={undo.isPending} onClick={confirmUndo}>
                {t('screens.import.undo')}
              </Button>
            )}
            <Button onClick={onAgain}>{t('screens.import.again')}</Button>
            <Link to={`/r/${resource.name}`}>
              <Button type="primary">
                {t('screens.import.toList', { label: resource.label })}
              </Button>
            </Link>
          </div>
        }
      />
      {job.errors.length > 0 && <ImportErrors job={job} fileName={fileName} />}
      {undone && <KeptRows resource={resource} result={job.result} />}
    </>
  )

  function confirmUndo() {
    modal.confirm({
      title: t('screens.import.undoTitle'),
      content: t('screens.import.undoText'),
      okText: t('screens.import.undo'),
      okButtonProps: { danger: true },
      onOk: () => undo.mutateAsync(job!.id).catch(() => undefined),
    })
  }
}
