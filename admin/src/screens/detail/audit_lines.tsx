import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import { formatMoment } from '../../fields/format.ts'
import type { AuditLine } from '../shared/answers.ts'

/** Who looked at, changed or was refused this record. */
export function AuditLines({ resource, lines }: { resource: MetaResource; lines: AuditLine[] }) {
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
          render: (_, { by }) => by?.label ?? t('screens.history.system'),
        },
        {
          key: 'action',
          title: t('screens.audit.action'),
          render: (_, { action }) => t(`screens.audit.actions.${action}`, { defaultValue: action }),
        },
        {
          key: 'fields',
          title: t('screens.audit.fields'),
          render: (_, { fields }) =>
            fields?.map((name) => resource.fields[name]?.label ?? name).join('、'),
        },
        { key: 'reason', title: t('screens.audit.reason'), dataIndex: 'reason' },
      ]}
    />
  )
}
