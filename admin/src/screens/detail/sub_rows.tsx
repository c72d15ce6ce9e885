import { Table } from 'antd'
import type { MetaField } from '@xinglin/contracts'
import { FieldCell } from '../../fields/field_cell.tsx'
import type { RecordValues } from '../../fields/field_ui.ts'
import { fieldUi } from '../../fields/registry.ts'
import { isSystemField } from '../shared/resource_fields.ts'

type SubTableField = Extract<MetaField, { type: 'hasMany' }>

/** The rows of a sub-table, for reading. */
export function SubRows({ field, rows }: { field: SubTableField; rows: RecordValues[] }) {
  const columns = Object.entries(field.fields ?? {}).filter(
    ([name, { readable, hidden }]) =>
      readable && !hidden && !isSystemField(name) && name !== field.mappedBy
  )
  return (
    <Table<RecordValues>
      rowKey={(row) => String(row.id)}
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={rows}
      columns={columns.map(([name, column]) => ({
        key: name,
        title: column.label,
        align: fieldUi(column.type).align,
        render: (_, row) => (
          <FieldCell name={name} field={column} resource={field.target} record={row} place="list" />
        ),
      }))}
    />
  )
}
