import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AuditLine } from '@xinglin/contracts'
import { formatMoment } from '../../fields/format.ts'
import { personIn } from '../shared/person_in.ts'

/** Who looked at, changed or was refused this record. */
export function AuditLines({ lines }: { lines: AuditLine[] }) {
  const { t } = useTranslation()
  return (
    <Table<AuditLine>
      rowKey="id"
      size="small"
      scroll={{ x: 'max-content' }}
      pagination={{ pageSize: 20, hideOnSinglePage: true }}
      dataSource={lines}
      columns={[
        { key: 'at', title: t('screens.audit.at'), render: (_, { at }) => formatMoment(at) },
        {
          key: 'by',
          title: t('screens.audit.by'),
          render: (_, { by }) => personIn(by, t('screens.history.system')),
        },
        {
          key: 'action',
          title: t('screens.audit.action'),
          render: (_, { action }) => action.label,
        },
        {
          key: 'notes',
          title: t('screens.audit.notes'),
          render: (_, { notes }) =>
            notes.map(({ label, text }) => <div key={label}>{`${label}: ${text}`}</div>),
        },
      ]}
    />
  )
}
