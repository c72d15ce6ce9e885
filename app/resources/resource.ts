import { STATE_FIELD, type FieldDefinition, type ResourceDefinition } from '@xinglin/contracts'
import { dialect } from '#app/database/store.ts'
import { fieldsWithState } from '#app/lifecycle/state_field.ts'
import { fieldTypeOf } from './fields/registry.ts'
import type { DbValue, FieldOf, FieldType, JsonValue } from './fields/field_type.ts'
import { columnName, columnOf, pluginOf, tableName } from './names.ts'

/** A field ready for use: its definition, its type, its column, and its codec bound to the running database. */
export interface ResourceField extends FieldOf {
  type: FieldType
  system: boolean
  /** Says where the record is in its lifecycle. */
  isState: boolean
  /** Revisions tell its changes: all but what the engine sets at each write. */
  recorded: boolean
  /** The resource a relation points at. */
  target: string | null
  /** The column that filters and unique keys look at: its own, or its blind index. */
  comparedColumn: string
  /** Has a column of its own in the record's table. */
  stored: boolean
  /** Kept in other tables: the rows that point here, or a table of pairs. */
  many: boolean
  toDb(value: JsonValue): DbValue
  fromDb(stored: unknown): JsonValue
}

/** Added to every record but the lines of a log. Of them a person gives only the department that owns the record. */
const SYSTEM: Record<string, FieldDefinition> = {
  id: { type: 'string', max: 36, readonly: true, hidden: true },
  version: { type: 'integer', readonly: true },
  createdAt: { type: 'datetime', readonly: true },
  updatedAt: { type: 'datetime', readonly: true },
  createdBy: { type: 'belongsTo', target: 'core.users', readonly: true },
  updatedBy: { type: 'belongsTo', target: 'core.users', readonly: true },
  departmentId: { type: 'belongsTo', target: 'core.departments' },
}
const OWNER = 'departmentId'
/** The owning department leaves the name `department_id` to a relation of the record itself. */
const SYSTEM_COLUMNS: Record<string, string> = { departmentId: 'owner_department_id' }
const LOG_SYSTEM = ['id', 'createdAt']

/** A registered resource: everything the engine derives from its definition, computed once. */
export class Resource {
  readonly definition: ResourceDefinition
  /** The plugin that brought it. */
  readonly origin: string
  readonly name: string
  readonly plugin: string
  readonly table: string
  readonly fields: ReadonlyMap<string, ResourceField>
  /** Fields with a column in the record's own table. */
  readonly storedFields: readonly ResourceField[]
  readonly searchFields: readonly ResourceField[]
  readonly title: ResourceField
  /** What people know a record by beside its title: a search field that tells records apart. */
  readonly code: ResourceField | null
  /** The self-relation that makes the records a tree. */
  readonly tree: ResourceField | null

  constructor(definition: ResourceDefinition, origin: string) {
    this.definition = definition
    this.origin = origin
    this.name = definition.name
    this.plugin = pluginOf(definition.name)
    this.table = tableName(definition.name)
    const hasStates = definition.lifecycle !== undefined
    this.fields = new Map([
      ...Object.entries(systemFields(definition)).map(
        ([name, field]) => [name, makeField(this.name, name, field, { system: true })] as const
      ),
      ...Object.entries(fieldsWithState(definition)).map(
        ([name, field]) =>
          [
            name,
            makeField(this.name, name, field, { isState: hasStates && name === STATE_FIELD }),
          ] as const
      ),
    ])
    const all = [...this.fields.values()]
    this.storedFields = all.filter((field) => field.stored)
    this.searchFields = all.filter((field) => field.definition.search)
    this.title = this.fields.get(definition.title)!
    this.code = this.searchFields.find((field) => field !== this.title && isCode(field)) ?? null
    this.tree = all.find((field) => field.definition.type === 'parent') ?? null
  }

  /** Records are soft-deleted and versioned; the lines of a log are neither. */
  get isLog(): boolean {
    return this.definition.log === true
  }

  /** Nobody but the engine writes its records. */
  get engineOnly(): boolean {
    return this.definition.readonly === true || this.isLog
  }

  field(name: string): ResourceField | undefined {
    return this.fields.get(name)
  }
}

/** Configuration belongs to no department. */
function systemFields({ log, configuration }: ResourceDefinition): Record<string, FieldDefinition> {
  if (log) return Object.fromEntries(LOG_SYSTEM.map((name) => [name, SYSTEM[name]!]))
  if (!configuration) return SYSTEM
  return { ...SYSTEM, [OWNER]: { ...SYSTEM[OWNER]!, readonly: true, hidden: true } }
}

function makeField(
  resource: string,
  name: string,
  definition: FieldDefinition,
  { system = false, isState = false }: { system?: boolean; isState?: boolean }
): ResourceField {
  const type = fieldTypeOf(definition)
  const nothing = () => type.empty?.() ?? null
  const many = definition.type === 'hasMany' || definition.type === 'manyToMany'
  const named: FieldOf = {
    name,
    definition,
    resource,
    column: system ? (SYSTEM_COLUMNS[name] ?? columnName(name)) : columnOf(name, definition.type),
  }
  return {
    ...named,
    type,
    system,
    isState,
    recorded: !system || name === OWNER,
    many,
    comparedColumn: type.filterColumn?.(named) ?? named.column,
    target: targetOf(definition, resource),
    stored: !many,
    toDb: (value) => {
      if (value === null || value === undefined) return null
      if (type.empty && Array.isArray(value) && value.length === 0) return null
      return type.toDb ? type.toDb(value, named, dialect()) : (value as DbValue)
    },
    fromDb: (stored) => {
      if (stored === null || stored === undefined) return nothing()
      return type.fromDb ? type.fromDb(stored, named, dialect()) : stored
    },
  }
}

function isCode({ definition: { type, unique } }: ResourceField): boolean {
  return type === 'sequence' || (type === 'string' && unique === true)
}

function targetOf(definition: FieldDefinition, resource: string): string | null {
  if (definition.type === 'parent') return resource
  return 'target' in definition ? definition.target : null
}
