/** Physical tables as data, in the subset both databases share (docs/metadata.md, "Storage"). */
export type ColumnKind =
  | 'id'
  | 'varchar'
  | 'text'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'time'
  | 'datetime'

export interface Column {
  name: string
  kind: ColumnKind
  /** Characters of a varchar. */
  length?: number
  /** Digits after the point of a decimal. */
  scale?: number
  /** ASCII only: codes, hashes, ids; smaller keys on MySQL. */
  ascii?: boolean
  required?: boolean
  default?: string | number
}

export interface Index {
  columns: string[]
  unique?: boolean
}

export interface ForeignKey {
  column: string
  table: string
  onDelete: 'restrict' | 'cascade' | 'detach'
}

export interface Table {
  name: string
  columns: Column[]
  primaryKey: string[]
  indexes: Index[]
  foreignKeys: ForeignKey[]
}

/** One change of the schema; a migration is a list of them, each journalled when done. */
export type Step =
  | { do: 'createTable'; table: Table }
  | { do: 'dropTable'; table: string }
  | { do: 'addColumn'; table: string; column: Column }
  | { do: 'changeColumn'; table: string; column: Column }
  | { do: 'dropColumn'; table: string; column: string }
  | { do: 'addIndex'; table: string; index: Index }
  | { do: 'dropIndex'; table: string; index: Index }
  | { do: 'addForeignKey'; table: string; key: ForeignKey }

export type Schema = Map<string, Table>
