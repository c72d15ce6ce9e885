import { RollbackOutlined } from '@ant-design/icons'
import { keepPreviousData } from '@tanstack/react-query'
import { useInvalidate, useList, type HttpError } from '@refinedev/core'
import { App, Button, Empty, Grid, Pagination, Table } from 'antd'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { FieldCell } from '../fields/field_cell.tsx'
import { fieldUi } from '../fields/registry.ts'
import { http, type ApiError } from '../providers/http.ts'
import { useResourceMeta } from '../providers/meta.tsx'
import type { AnyRecord } from './shared/answers.ts'
import { columnFields, firstColumns } from './shared/resource_fields.ts'
import { namedCheckboxes } from './shared/row_selection.ts'
import { ScreenHeader } from './shared/screen_header.tsx'
import { useInertMeasureRows } from './shared/use_inert_measure_rows.ts'
import { ListSkeleton, LoadFailure } from './shared/states.tsx'
import { SearchBox } from './list/search_box.tsx'
import styles from './list/list.module.css'

const PAGE_SIZE = 25
const COLUMNS = 5

/** Deleted records of a resource, and the way back for them. */
export default function RecycleBinScreen({ resource: name }: { resource: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const resource = useResourceMeta(name)
  const rows = useRef<HTMLDivElement>(null)
  useInertMeasureRows(rows)
  const [page, setPage] = useState(1)
  const [search, setSearch] = useState('')
  const find = useCallback((text: string) => {
    setSearch(text)
    setPage(1)
    setSelected([])
  }, [])
  const [selected, setSelected] = useState<string[]>([])
  const [restoring, setRestoring] = useState(false)
  const all = columnFields(resource)
  const phone = !(Grid.useBreakpoint().md ?? true)
  const names = phone
    ? [resource.title, 'updatedAt']
    : [...firstColumns(resource, all).slice(0, COLUMNS), 'updatedAt', 'updatedBy']
  const columns = all.filter((column) => names.includes(column.name))
  const { query, result } = useList<AnyRecord, HttpError>({
    resource: name,
    sorters: [{ field: 'updatedAt', order: 'desc' }],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    meta: {
      deleted: 'only',
      search: search || undefined,
      fields: columns.map((column) => column.name),
    },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: { placeholderData: keepPreviousData },
  })

  return (
    <div className={styles.screen}>
      <ScreenHeader
        title={t('screens.bin.of', { label: resource.label })}
        subtitle={t('screens.bin.hint')}
      >
        <Link to={`/r/${name}`}>
          <Button>{t('screens.bin.back', { label: resource.label })}</Button>
        </Link>
        <Button
          type="primary"
          icon={<RollbackOutlined />}
          disabled={selected.length === 0}
          loading={restoring}
          onClick={() => restore(selected)}
        >
          {t('screens.bin.restoreMany', { count: selected.length })}
        </Button>
      </ScreenHeader>
      {resource.searchable && (
        <div className={styles.toolbar}>
          <SearchBox label={resource.label} value={search} onSearch={find} />
        </div>
      )}
      <div ref={rows} className={styles.rows}>
        {query.error ? (
          <LoadFailure message={query.error.message} onRetry={() => query.refetch()} />
        ) : query.isLoading ? (
          <ListSkeleton />
        ) : (
          <Table<AnyRecord>
            className={styles.table}
            rowKey="id"
            pagination={false}
            dataSource={result.data}
            scroll={phone ? undefined : { x: 'max-content' }}
            rowSelection={{
              selectedRowKeys: selected,
              onChange: (keys) => setSelected(keys.map(String)),
              ...namedCheckboxes(t, resource),
            }}
            columns={[
              ...columns.map((column) => ({
                key: column.name,
                title: columnTitle(column.name, column.label),
                align: fieldUi(column.field.type).align,
                render: (_: unknown, record: AnyRecord) => (
                  <FieldCell {...column} resource={name} record={record} place="list" />
                ),
              })),
              {
                key: 'restore',
                title: <span className={styles.unseen}>{t('screens.list.actions')}</span>,
                align: 'right' as const,
                render: (_: unknown, { id }: AnyRecord) => (
                  <Button type="link" size="small" onClick={() => restore([id])}>
                    {t('screens.bin.restore')}
                  </Button>
                ),
              },
            ]}
            locale={{
              emptyText: (
                <Empty
                  image={Empty.PRESENTED_IMAGE_SIMPLE}
                  description={
                    search ? t('screens.bin.nothing', { search }) : t('screens.bin.empty')
                  }
                />
              ),
            }}
          />
        )}
      </div>
      <footer className={styles.footer}>
        <Pagination
          current={page}
          pageSize={PAGE_SIZE}
          total={result.total ?? 0}
          hideOnSinglePage
          showSizeChanger={false}
          onChange={setPage}
        />
      </footer>
    </div>
  )

  /** Deleting was the last change. */
  function columnTitle(column: string, label: string): string {
    if (column === 'updatedAt') return t('screens.bin.deletedAt')
    return column === 'updatedBy' ? t('screens.bin.deletedBy') : label
  }

  /** One by one, so that a number taken meanwhile holds back only its own record. */
  async function restore(ids: string[]) {
    setRestoring(true)
    const left: string[] = []
    for (const id of ids) {
      try {
        await http.post(`/api/resources/${name}/${id}/restore`)
      } catch (error) {
        left.push(id)
        message.error(refusal(id, error as ApiError), 6)
      }
    }
    setRestoring(false)
    setSelected(left)
    if (left.length < ids.length)
      message.success(t('screens.remove.undone', { count: ids.length - left.length }))
    await invalidate({ resource: name, invalidates: ['list', 'many', 'detail'] })
  }

  function refusal(id: string, error: ApiError): string {
    const title = String(result.data.find((record) => record.id === id)?.[resource.title] ?? '')
    if (error.code !== 'E_UNIQUE') return `${title}：${error.message}`
    const taken = error.items
      .map(({ field }) => (field && resource.fields[field]?.label) ?? '')
      .join('、')
    return t('screens.bin.taken', { title, fields: taken })
  }
}
