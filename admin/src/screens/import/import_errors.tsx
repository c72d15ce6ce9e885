import { DownloadOutlined } from '@ant-design/icons'
import { Button, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Job } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'
import styles from './import.module.css'

type CellError = Job['errors'][number]

/** Every bad cell by row and column, to be read here or taken along to the file. */
export function ImportErrors({ job, fileName }: { job: Job; fileName: string }) {
  const { t } = useTranslation()
  const { errors } = job
  const shown = groupDigits(String(errors.length))
  const all = Math.max(Number(job.result?.errors ?? 0), errors.length)
  const count = groupDigits(String(all))
  const titles = [t('screens.import.row'), t('screens.import.column'), t('screens.import.problem')]
  return (
    <>
      <div className={styles.errorsHead}>
        <strong>
          {all > errors.length
            ? t('screens.import.errorsShown', { count, shown })
            : t('screens.import.errorCount', { count })}
        </strong>
        <Button
          size="small"
          icon={<DownloadOutlined />}
          onClick={() =>
            saveAs(`${fileName}-${t('screens.import.errorsFile')}.csv`, toCsv(titles, errors))
          }
        >
          {t('screens.import.downloadErrors')}
        </Button>
      </div>
      <Table<CellError & { place: number }>
        size="small"
        rowKey="place"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={errors.map((error, place) => ({ ...error, place }))}
        columns={[
          { key: 'row', title: titles[0], dataIndex: 'row', width: 80, align: 'right' },
          { key: 'column', title: titles[1], dataIndex: 'column', width: '28%' },
          { key: 'message', title: titles[2], dataIndex: 'message' },
        ]}
      />
    </>
  )
}

function toCsv(titles: string[], errors: CellError[]): string {
  const lines = [
    titles,
    ...errors.map(({ row, column, message }) => [String(row), column, message]),
  ]
  return lines.map((line) => line.map(quote).join(',')).join('\r\n')
}

/** A cell that a spreadsheet would take for a formula is written as text. */
function quote(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

/** With a byte order mark, without which Excel reads Chinese as something else. */
function saveAs(name: string, text: string): void {
  const address = URL.createObjectURL(
    new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' })
  )
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
