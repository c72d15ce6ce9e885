/** The SQL of one schema step, for either database. */
import { createHash } from 'node:crypto'
import type { Dialect } from '#app/database/store.ts'
import { name } from '#app/database/sql.ts'
import type { Column, ForeignKey, Index, Step, Table } from '#app/database/table.ts'

export function statements(step: Step, dialect: Dialect): string[] {
  switch (step.do) {
    case 'createTable':
      return createTable(step.table, dialect)
    case 'dropTable':
      return [`drop table ${quote(step.table)}`]
    case 'addColumn':
      return [
        `alter table ${quote(step.table)} add column ${columnSql(step.column, dialect, true)}`,
      ]
    case 'changeColumn':
      return changeColumn(step.table, step.column, dialect)
    case 'dropColumn':
      return [`alter table ${quote(step.table)} drop column ${quote(step.column)}`]
    case 'addIndex':
      return [createIndex(step.table, step.index)]
    case 'dropIndex':
      return [dropIndex(step.table, step.index, dialect)]
    case 'addForeignKey':
      return addForeignKey(step.table, step.key, dialect)
  }
}

function createTable(table: Table, dialect: Dialect): string[] {
  const lines = table.columns.map((column) => columnSql(column, dialect))
  lines.push(`primary key (${table.primaryKey.map(quote).join(', ')})`)
  for (const key of table.foreignKeys) lines.push(foreignKeySql(table.name, key))
  const options =
    dialect === 'mysql'
      ? ' engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin row_format=dynamic'
      : ''
  return [
    `create table ${quote(table.name)} (\n  ${lines.join(',\n  ')}\n)${options}`,
    ...table.indexes.map((index) => createIndex(table.name, index)),
  ]
}

function columnSql(column: Column, dialect: Dialect, added = false): string {
  const type = dialect === 'mysql' ? mysqlType(column) : sqliteType(column)
  const fallback = column.default ?? (added && column.required ? zeroOf(column) : undefined)
  const given = fallback === undefined ? '' : ` default ${literal(fallback)}`
  return `${quote(column.name)} ${type}${column.required ? ' not null' : ' null'}${given}`
}

/** What rows that are already there get in a new required column. */
function zeroOf(column: Column): string | number {
  return ['integer', 'bigint', 'decimal', 'boolean'].includes(column.kind) ? 0 : ''
}

function mysqlType(column: Column): string {
  const ascii = column.ascii ? ' character set ascii collate ascii_bin' : ''
  switch (column.kind) {
    case 'id':
      return 'char(36) character set ascii collate ascii_bin'
    case 'varchar':
      return `varchar(${column.length ?? 255})${ascii}`
    case 'text':
      return 'mediumtext'
    case 'integer':
      return 'int'
    case 'bigint':
      return 'bigint'
    case 'decimal':
      return `decimal(18,${column.scale ?? 2})`
    case 'boolean':
      return 'tinyint(1)'
    case 'date':
      return 'date'
    case 'time':
      return 'char(5) character set ascii collate ascii_bin'
    case 'datetime':
      return 'datetime(3)'
  }
}

function sqliteType(column: Column): string {
  return ['integer', 'bigint', 'decimal', 'boolean'].includes(column.kind) ? 'integer' : 'text'
}

/** SQLite does not enforce types or lengths, so only MySQL has something to change. */
function changeColumn(table: string, column: Column, dialect: Dialect): string[] {
  return dialect === 'mysql'
    ? [`alter table ${quote(table)} modify column ${columnSql(column, dialect)}`]
    : []
}

function createIndex(table: string, index: Index): string {
  const unique = index.unique ? 'unique ' : ''
  return `create ${unique}index ${quote(indexName(table, index))} on ${quote(table)} (${index.columns.map(quote).join(', ')})`
}

function dropIndex(table: string, index: Index, dialect: Dialect): string {
  const on = dialect === 'mysql' ? ` on ${quote(table)}` : ''
  return `drop index ${quote(indexName(table, index))}${on}`
}

/** SQLite cannot add a key to a table that exists; there the relation is kept by the engine alone. */
function addForeignKey(table: string, key: ForeignKey, dialect: Dialect): string[] {
  return dialect === 'mysql' ? [`alter table ${quote(table)} add ${foreignKeySql(table, key)}`] : []
}

/** Deletes are soft, so a cascade is the engine's work; the database refuses to lose a row that is pointed at. */
function foreignKeySql(table: string, key: ForeignKey): string {
  const constraint = `fk_${hash(`${table}.${key.column}`)}`
  return `constraint ${quote(constraint)} foreign key (${quote(key.column)}) references ${quote(key.table)} (${quote('id')})`
}

export function indexName(table: string, index: Index): string {
  return `ix_${hash(`${table}:${index.columns.join(',')}:${index.unique ? 'u' : ''}`)}`
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function quote(identifier: string): string {
  return name(identifier).text
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`
}
