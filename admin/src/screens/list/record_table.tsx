import { Table, type TableColumnType } from 'antd'
import { useMemo, type Key, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import type { MetaField, MetaResource } from '@xinglin/contracts'
import { FieldCell } from '../../fields/field_cell.tsx'
import { fieldUi } from '../../fields/registry.ts'
import { mayMove, mayMoveAny, RowTransitions } from '../lifecycle/row_transitions.tsx'
import type { AnyRecord, Can } from '../shared/answers.ts'
import type { NamedField } from '../shared/resource_fields.ts'
import { namedCheckboxes } from '../shared/row_selection.ts'
import { HeaderCell } from './header_cell.tsx'
import { HeaderTitle } from './header_title.tsx'
import type { Density } from './list_layout.ts'
import type { Sorter } from './list_state.ts'
import { RowActions } from './row_actions.tsx'
import styles from './list.module.css'

interface Props {
  resource: MetaResource
  records: AnyRecord[]
  can: Record<string, Can>
  columns: NamedField[]
  widths: Record<string, number>
  onWidth: (name: string, width: number) => void
  sorters: Sorter[]
  onSort: (field: string, join: boolean) => void
  density: Density
  /** Room for the rows; the header stays above them. */
  height: number
  renewing: boolean
  active: string | null
  selected: AnyRecord[]
  onSelect: (records: AnyRecord[]) => void
  onEdit: (id: string) => void
  onDelete: (record: AnyRecord) => void
}

const components = { header: { cell: HeaderCell } }
const DEFAULT_WIDTH = 160
const NAME_WIDTH = 200
const SHORT_TEXT = 32
const SHORT_WIDTH = 120
const SELECT_WIDTH = 44
const ACTIONS_WIDTH = 84
const MORE_WIDTH = 28

/** The rows of a list. A click opens a record, a checkbox selects it. */
export function RecordTable(props: Props) {
  const { resource, records, density, height, renewing, active, selected } = props
  const { t } = useTranslation()
  const navigate = useNavigate()
  const tableColumns = useColumns(props)
  const changes = mayChange(resource)
  const reads = resource.actions.includes('read')
  const width = tableColumns.reduce((sum, column) => sum + Number(column.width), SELECT_WIDTH)

  return (
    <Table<AnyRecord>
      className={styles.table}
      rowKey="id"
      components={components}
      columns={tableColumns}
      dataSource={records}
      pagination={false}
      size={density === 'compact' ? 'small' : 'middle'}
      tableLayout="fixed"
      scroll={{ x: width, y: height }}
      loading={renewing && { delay: 250 }}
      showSorterTooltip={false}
      expandable={{ defaultExpandAllRows: records.length <= 30, indentSize: 20 }}
      rowSelection={
        changes
          ? {
              columnWidth: SELECT_WIDTH,
              fixed: true,
              preserveSelectedRowKeys: true,
              selectedRowKeys: selected.map(({ id }) => id),
              onChange: (_keys: Key[], rows) => props.onSelect(rows),
              ...namedCheckboxes(t, resource),
            }
          : undefined
      }
      rowClassName={(record) => (record.id === active ? (styles.activeRow ?? '') : '')}
      onRow={(record) => ({
        'onClick': (event) =>
          reads && isPlainClick(event) && open(event, `/r/${resource.name}/${record.id}`),
        'data-id': record.id,
      })}
    />
  )

  function open(event: MouseEvent, address: string) {
    if (event.ctrlKey || event.metaKey) window.open(address, '_blank')
    else navigate(address)
  }
}

function useColumns(props: Props): TableColumnType<AnyRecord>[] {
  const { resource, columns, widths, onWidth, sorters, onSort, can, onEdit, onDelete } = props
  const { t } = useTranslation()
  const reads = resource.actions.includes('read')
  const changes = mayChange(resource)
  return useMemo(() => {
    const shown = columns.map(({ name, label, field }, index): TableColumnType<AnyRecord> => {
      const ui = fieldUi(field.type)
      const width = widths[name] ?? firstWidth(field, index === 0)
      const order = sorters.find((sorter) => sorter.field === name)?.order
      return {
        key: name,
        dataIndex: name,
        width,
        fixed: index === 0 ? 'left' : undefined,
        align: ui.align,
        ellipsis: { showTitle: false },
        title: field.sortable ? (
          <HeaderTitle
            label={label}
            field={name}
            sorters={sorters}
            onSort={(join) => onSort(name, join)}
          />
        ) : (
          label
        ),
        onHeaderCell: () => ({
          width,
          'onResize': (next: number) => onWidth(name, next),
          'aria-sort': order && (order === 'asc' ? 'ascending' : 'descending'),
        }),
        render: (_, record) => {
          const cell = (
            <FieldCell
              name={name}
              field={field}
              resource={resource.name}
              record={record}
              place="list"
            />
          )
          // The first column is a real link: for the keyboard, screen readers and "open in a new tab".
          return index === 0 && reads && !('target' in field) ? (
            <Link className={styles.title} to={`/r/${resource.name}/${record.id}`}>
              {cell}
            </Link>
          ) : (
            cell
          )
        },
      }
    })
    const moves = mayMoveAny(resource)
    if (!changes && !moves) return shown
    return [
      ...shown,
      {
        key: 'actions',
        title: <span className={styles.unseen}>{t('screens.list.actions')}</span>,
        width: ACTIONS_WIDTH + (moves ? MORE_WIDTH : 0),
        fixed: 'right',
        align: 'right',
        render: (_, record) => (
          <RowActions
            can={can[record.id] ?? {}}
            onEdit={() => onEdit(record.id)}
            onDelete={() => onDelete(record)}
          >
            {mayMove(resource, can[record.id] ?? {}) && (
              <RowTransitions resource={resource.name} id={record.id} />
            )}
          </RowActions>
        ),
      },
    ]
  }, [
    t,
    resource,
    reads,
    changes,
    columns,
    widths,
    onWidth,
    sorters,
    onSort,
    can,
    onEdit,
    onDelete,
  ])
}

/** Rows that nobody may change need no checkbox and no buttons. */
function mayChange({ actions }: MetaResource): boolean {
  return actions.includes('update') || actions.includes('delete')
}

/** Before anybody has drawn a column wider: enough for what its type holds, and for the names of the records. */
function firstWidth(field: MetaField, names: boolean): number {
  const short = field.type === 'string' && field.max !== undefined && field.max <= SHORT_TEXT
  const width = short ? SHORT_WIDTH : (fieldUi(field.type).width ?? DEFAULT_WIDTH)
  return names ? Math.max(width, NAME_WIDTH) : width
}

/** Not on a control inside the row, and not the end of marking some text to copy it. */
function isPlainClick(event: MouseEvent): boolean {
  const control = (event.target as HTMLElement).closest(
    'a, button, label, input, .ant-table-selection-column'
  )
  return !control && !window.getSelection()?.toString()
}
