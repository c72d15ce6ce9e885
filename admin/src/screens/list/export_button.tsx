import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { App, Button, Dropdown } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { isOver, percentOf, useJob } from '../jobs/use_job.ts'
import type { ListState } from './list_state.ts'

type Format = 'xlsx' | 'csv'

interface Props {
  resource: string
  label: string
  state: ListState
  columns: string[]
}

/** Writes what the list shows, all pages of it, into a file: the same columns, filters and order. */
export function ExportButton({ resource, label, state, columns }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [jobId, setJobId] = useState<string | null>(null)
  const { data: job } = useJob(jobId)
  const start = useMutation<{ data: { jobId: string } }, ApiError, Format>({
    mutationFn: (format) => {
      const { filters, sorters, search } = state
      const query = { filters, sorters, search: search || undefined, fields: columns }
      return http.post(`/api/resources/${resource}/exports`, { format, query })
    },
    onSuccess: ({ data }) => setJobId(data.jobId),
    onError: (error) => message.error(error.message),
  })

  useEffect(() => {
    if (!job || !isOver(job)) return
    setJobId(null)
    if (job.state === 'done' && typeof job.result?.fileId === 'string') {
      download(`/api/files/${job.result.fileId}`)
      message.success(t('screens.export.done', { count: job.done }))
    } else message.error(job.errors[0]?.message ?? t('screens.export.failed'))
  }, [job, message, t])

  const running = start.isPending || jobId !== null
  const percent = job && percentOf(job)
  return (
    <Dropdown
      trigger={['click']}
      disabled={running}
      menu={{
        items: [
          { key: 'xlsx', label: t('screens.export.xlsx') },
          { key: 'csv', label: t('screens.export.csv') },
        ],
        onClick: ({ key }) => start.mutate(key as Format),
      }}
    >
      <Button
        icon={<DownloadOutlined />}
        loading={running}
        title={t('screens.export.hint', { label })}
      >
        {running && percent !== undefined ? `${percent} %` : t('screens.export.button')}
      </Button>
    </Dropdown>
  )
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
