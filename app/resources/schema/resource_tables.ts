/** The physical tables of a resource: its own, and one of pairs for each manyToMany. */
import { findResource } from '../registry.ts'
import { columnName, pluginOf, tableName } from '../names.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Column, ForeignKey, Index, Table } from '#app/database/table.ts'

export function tablesOf(resource: Resource): Table[] {
  return [
    mainTable(resource),
    ...[...resource.fields.values()]
      .filter(isManyToMany)
      .map((field) => pairTable(resource, field)),
  ]
}

function isManyToMany(field: ResourceField): boolean {
  return field.definition.type === 'manyToMany'
}

export function pairTableName(resource: Resource, field: ResourceField): string {
  return `${resource.table}__${columnName(field.name)}`
}

function mainTable(resource: Resource): Table {
  const columns: Column[] = resource.isLog ? LOG_COLUMNS : RECORD_COLUMNS
  const own = resource.storedFields.filter((field) => !field.system)
  return {
    name: resource.table,
    columns: [
      ...columns,
      ...own.flatMap((field) => [
        columnFor(resource, field),
        ...(field.type.companions?.(field) ?? []),
      ]),
    ],
    primaryKey: ['id'],
    indexes: indexesOf(resource, own),
    foreignKeys: own.flatMap((field) => foreignKey(resource, field)),
  }
}

/** Records that were there before their lifecycle are in its first state. */
function columnFor({ definition }: Resource, field: ResourceField): Column {
  const column = field.type.column(field)!
  return field.isState
    ? { ...column, required: true, default: definition.lifecycle!.initial }
    : column
}

const RECORD_COLUMNS: Column[] = [
  { name: 'id', kind: 'id', required: true },
  { name: 'version', kind: 'integer', required: true },
  { name: 'created_at', kind: 'datetime', required: true },
  { name: 'updated_at', kind: 'datetime', required: true },
  { name: 'created_by', kind: 'id' },
  { name: 'updated_by', kind: 'id' },
  { name: 'owner_department_id', kind: 'id' },
  { name: 'deleted_at', kind: 'datetime' },
  // '' while the record lives, its id once deleted: lets a unique key be used again.
  { name: 'live', kind: 'varchar', length: 36, ascii: true, required: true, default: '' },
]
const LOG_COLUMNS: Column[] = [
  { name: 'id', kind: 'id', required: true },
  { name: 'created_at', kind: 'datetime', required: true },
]

function indexesOf(resource: Resource, fields: ResourceField[]): Index[] {
  const column = (name: string) => resource.field(name)!.column
  const unique = [
    ...fields.filter((field) => field.definition.unique).map((field) => [field.comparedColumn]),
    ...(resource.definition.unique ?? []).map((names) => names.map(column)),
  ]
  const plain = [
    ...fields
      .filter(
        (field) => field.definition.index || field.target || field.definition.type === 'protected'
      )
      .map((field) => [field.comparedColumn]),
    ...(resource.definition.indexes ?? []).map((names) => names.map(column)),
  ]
  const indexes: Index[] = [
    ...unique.map((columns) => ({
      columns: resource.isLog ? columns : [...columns, 'live'],
      unique: true,
    })),
    ...plain.map((columns) => ({ columns })),
    ...(resource.isLog
      ? [{ columns: ['created_at'] }]
      : [{ columns: ['created_at', 'id'] }, { columns: ['owner_department_id'] }]),
  ]
  // A plain index that a longer one begins with would only cost writes.
  return indexes.filter(
    (index) =>
      index.unique ||
      !indexes.some((other) => other !== index && startsWith(other.columns, index.columns))
  )
}

function startsWith(longer: string[], shorter: string[]): boolean {
  return longer.length > shorter.length && shorter.every((column, i) => longer[i] === column)
}

/** Real foreign keys inside one plugin; across plugins an index, so that a plugin can go without its neighbours. */
function foreignKey(resource: Resource, field: ResourceField): ForeignKey[] {
  if (!field.target || pluginOf(field.target) !== resource.plugin) return []
  const onDelete =
    field.definition.type === 'belongsTo' ? (field.definition.onDelete ?? 'restrict') : 'restrict'
  return [{ column: field.column, table: tableName(field.target), onDelete }]
}

function pairTable(resource: Resource, field: ResourceField): Table {
  const target = findResource(field.target!)
  const keys: ForeignKey[] = [{ column: 'owner_id', table: resource.table, onDelete: 'cascade' }]
  if (target?.plugin === resource.plugin)
    keys.push({ column: 'target_id', table: target.table, onDelete: 'cascade' })
  return {
    name: pairTableName(resource, field),
    columns: [
      { name: 'owner_id', kind: 'id', required: true },
      { name: 'target_id', kind: 'id', required: true },
      { name: 'position', kind: 'integer', required: true },
    ],
    primaryKey: ['owner_id', 'target_id'],
    indexes: [{ columns: ['target_id'] }],
    foreignKeys: keys,
  }
}
