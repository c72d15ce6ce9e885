import { PlusOutlined } from '@ant-design/icons'
import { useList, type HttpError } from '@refinedev/core'
import { keepPreviousData } from '@tanstack/react-query'
import { Button, Empty, Grid, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { MetaField, MetaResource } from '@xinglin/contracts'
import { FieldCell } from '../../fields/field_cell.tsx'
import { fieldUi } from '../../fields/registry.ts'
import { useResourceMeta } from '../../providers/meta.tsx'
import { FormDrawer } from '../form/form_drawer.tsx'
import type { AnyRecord } from '../shared/answers.ts'
import { columnFields, firstColumns } from '../shared/resource_fields.ts'
import { LoadFailure } from '../shared/states.tsx'
import styles from './detail.module.css'

const PAGE_SIZE = 10
const PHONE_COLUMNS = 2

interface Props {
  owner: MetaResource
  record: AnyRecord
  field: Extract<MetaField, { type: 'hasMany' }>
}

/** The records on the other side of a relation, with a new one at hand. */
export function RelatedList({ owner, record, field }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const target = useResourceMeta(field.target)
  const [page, setPage] = useState(1)
  const [adding, setAdding] = useState(false)
  const all = columnFields(target)
  const phone = !(Grid.useBreakpoint().md ?? true)
  const shown = firstColumns(target, all)
    .filter((name) => name !== field.mappedBy)
    .slice(0, phone ? PHONE_COLUMNS : undefined)
  const columns = all.filter(({ name }) => shown.includes(name))
  const { query, result } = useList<AnyRecord, HttpError>({
    resource: target.name,
    filters: [{ field: field.mappedBy, operator: 'eq', value: record.id }],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    meta: { fields: columns.map(({ name }) => name) },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: { placeholderData: keepPreviousData, retry: false },
  })
  if (query.error)
    return <LoadFailure message={query.error.message} onRetry={() => query.refetch()} />

  const add = target.actions.includes('create') && (
    <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('screens.actions.create', { label: target.label })}
    </Button>
  )
  return (
    <div className={styles.related}>
      {add && result.data.length > 0 && <div className={styles.relatedHead}>{add}</div>}
      <Table<AnyRecord>
        rowKey="id"
        size="small"
        loading={query.isLoading && { delay: 200 }}
        dataSource={result.data}
        scroll={phone ? undefined : { x: 'max-content' }}
        columns={columns.map(({ name, label, field: column }) => ({
          key: name,
          title: label,
          align: fieldUi(column.type).align,
          render: (_, row) => (
            <FieldCell
              name={name}
              field={column}
              resource={target.name}
              record={row}
              place="list"
            />
          ),
        }))}
        onRow={(row) => ({
          onClick: () => navigate(`/r/${target.name}/${row.id}`),
          className: styles.clickable,
        })}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: result.total,
          hideOnSinglePage: true,
          size: 'small',
          onChange: setPage,
        }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t('screens.empty.nothing', { label: target.label })}
            >
              {add}
            </Empty>
          ),
        }}
      />
      {adding && (
        <FormDrawer
          resource={target.name}
          preset={{ [field.mappedBy]: { id: record.id, label: String(record[owner.title] ?? '') } }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  )
}
