import { Alert, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Job, MetaResource } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'
import { RecordLink } from '../../fields/record_link.tsx'
import { useTitles } from '../../fields/relation_filter.tsx'
import type { KeptRow } from './import_request.ts'

const PAGE_ROWS = 20

interface Props {
  resource: MetaResource
  result: Job['result']
}

/** The records that undoing an import left as they are: each with its row in the file, and why. */
export function KeptRows({ resource, result }: Props) {
  const { t } = useTranslation()
  const [page, setPage] = useState(1)
  const kept = ((result?.kept ?? []) as KeptRow[]).toSorted((a, b) => a.row - b.row)
  const shown = kept.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS)
  // A record that is gone has nothing to look up, nor to open.
  const ids = shown.flatMap(({ record, reason }) => (reason === 'deleted' ? [] : [record]))
  const titles = useTitles(resource.name, ids)
  if (kept.length === 0) return null
  const all = Number(result?.conflicts ?? kept.length)
  return (
    <>
      <Alert
        type="warning"
        showIcon
        message={
          all > kept.length
            ? t('screens.import.keptShown', {
                count: groupDigits(String(all)),
                shown: groupDigits(String(kept.length)),
              })
            : t('screens.import.kept')
        }
        style={{ marginBottom: 16 }}
      />
      <Table<KeptRow>
        size="small"
        rowKey="row"
        pagination={{
          current: page,
          onChange: setPage,
          pageSize: PAGE_ROWS,
          hideOnSinglePage: true,
          showSizeChanger: false,
        }}
        dataSource={kept}
        columns={[
          {
            key: 'row',
            title: t('screens.import.row'),
            dataIndex: 'row',
            width: 80,
            align: 'right',
          },
          {
            key: 'record',
            title: t('screens.import.record'),
            render: (_, { record, reason }) =>
              reason === 'deleted' ? (
                '—'
              ) : (
                <RecordLink
                  target={resource.name}
                  reference={{
                    id: record,
                    label: titles.get(record) ?? t('screens.import.openRecord'),
                  }}
                />
              ),
          },
          {
            key: 'reason',
            title: t('screens.import.why'),
            render: (_, { reason }) => t(`screens.import.reason.${reason}`),
          },
        ]}
      />
    </>
  )
}
