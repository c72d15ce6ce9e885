import type { Filters } from './filters.ts'
import type { Expression } from './expression.ts'
import type { LocalizedText } from './text.ts'

/** Facts every field may state, whatever its type. */
export interface FieldBase {
  /** Only for resources made in the browser; everything else has its words in `lang/*.json`. */
  label?: LocalizedText
  help?: LocalizedText
  required?: boolean
  /** Required, or shown, only when the record satisfies these filters. */
  requiredWhen?: Filters
  visibleWhen?: Filters
  /** Set by the server only; refused in any input. */
  readonly?: boolean
  /** May be given when the record is made, never changed afterwards. */
  immutable?: boolean
  unique?: boolean
  index?: boolean
  /** Found by the list's search box: characters, and pinyin and initials for Chinese text. */
  search?: boolean
  default?: unknown
  /** Not offered in generated lists and forms; still in the API for those it is granted to. */
  hidden?: boolean
}

export interface ChoiceOption {
  value: string
  label?: LocalizedText
  /** An antd preset colour name, shown as a dot before the word. */
  color?: string
  disabled?: boolean
}

export interface FieldOptions {
  string: { min?: number; max?: number; pattern?: string; transform?: 'upper' | 'lower' }
  text: { min?: number; max?: number }
  richText: { max?: number }
  integer: { min?: number; max?: number }
  /** `scale` digits after the point (0–8); values are decimal strings. */
  decimal: { scale?: number; min?: string; max?: string }
  /** Integer fen. */
  money: { min?: number; max?: number }
  boolean: object
  date: { min?: string; max?: string }
  time: object
  datetime: object
  /** One of `options`, or of the entries of a dictionary (`core.dictionaries` code). */
  choice: { options?: readonly ChoiceOption[]; dictionary?: string }
  /** Several of them: an array of values. */
  choices: { options?: readonly ChoiceOption[]; dictionary?: string }
  json: object
  email: object
  mobile: object
  idCard: object
  url: object
  file: { accept?: readonly string[]; maxBytes?: number; maxCount?: number }
  image: { maxBytes?: number; maxCount?: number }
  /** `CF{yyyyMMdd}{0001}`: literal text, one date part, one counter. */
  sequence: { pattern: string }
  /** Computed from other fields of the record at each write, and stored. */
  computed: {
    expression: Expression
    as: 'string' | 'integer' | 'decimal' | 'money' | 'boolean' | 'date'
    scale?: number
  }
  password: object
  /** Encrypted at rest, found by blind index, masked in every output, shown by a logged reveal. */
  protected: { as?: 'string' | 'idCard' | 'mobile' }
  region: { level?: 'province' | 'city' | 'district' }
  belongsTo: { target: string; onDelete?: 'restrict' | 'cascade' | 'detach'; filters?: Filters }
  /** The other side of a belongsTo; `subTable` edits the rows inside the parent's form, under its version. */
  hasMany: { target: string; mappedBy: string; subTable?: boolean }
  manyToMany: { target: string }
  /** The parent in a tree of the same resource. */
  parent: object
}
export type FieldTypeName = keyof FieldOptions

export type FieldDefinition<T extends FieldTypeName = FieldTypeName> = {
  [K in T]: { type: K } & FieldBase & FieldOptions[K]
}[T]

export type Fields = Record<string, FieldDefinition>

export interface StateDefinition {
  label?: LocalizedText
  /** An antd preset colour name. */
  color?: string
  /** Nothing leads out of it. */
  terminal?: boolean
}

/** A named way from some states to another; who may go it is granted by its name. */
export interface TransitionDefinition {
  label?: LocalizedText
  from: string | readonly string[]
  to: string
  /** What is asked of who makes it, as fields. */
  input?: Fields
  /** Needs to say why. */
  reason?: boolean
  /** Asked once more before it is made. */
  confirm?: boolean
}

/** The states of a record and the only ways between them. */
export interface LifecycleDefinition {
  states: Readonly<Record<string, StateDefinition>>
  /** The state of a new record. */
  initial: string
  transitions: Readonly<Record<string, TransitionDefinition>>
}

/** The field that holds the state of a record with a lifecycle. */
export const STATE_FIELD = 'state'

/** One kind of record. Plain JSON: written by `defineResource()` or made in the browser. */
export interface ResourceDefinition<N extends string = string, F extends Fields = Fields> {
  /** `<plugin>.<plural>`: `dictionary.drugs`. */
  name: N
  label?: LocalizedText
  fields: F
  /** The field that names a record to a person; a relation's label. */
  title: string
  /** Several fields unique together, among records that are not deleted. */
  unique?: readonly (readonly string[])[]
  indexes?: readonly (readonly string[])[]
  /** Row scopes by name that roles may use. */
  scopes?: Record<string, Filters>
  /** Gives each record a field `state`, which only its transitions change. */
  lifecycle?: LifecycleDefinition
  /** How a list is sorted when nobody says. */
  sort?: readonly { field: string; order: 'asc' | 'desc' }[]
  /** Reading one record leaves a line in the audit log. */
  protected?: boolean
  /** Rows are written by the engine alone (audit, sessions, jobs): no create, update or delete by anybody. */
  readonly?: boolean
  /** Lines that are only ever appended by the engine: no version, no deletion, no person's write. */
  log?: boolean
  /** Configuration: its changes are journalled commands, and it belongs to no department. */
  configuration?: boolean
}

/** The fields the engine adds to every record. */
export const SYSTEM_FIELDS = [
  'id',
  'version',
  'createdAt',
  'updatedAt',
  'createdBy',
  'updatedBy',
  'departmentId',
] as const
export type SystemField = (typeof SYSTEM_FIELDS)[number]

export const ACTIONS = [
  'list',
  'read',
  'pick',
  'create',
  'update',
  'delete',
  'restore',
  'export',
  'import',
  'aggregate',
  'print',
  'reveal',
] as const
declare const TRANSITION: unique symbol
/** The name of a transition, which is granted like an action. */
export type TransitionName = string & { readonly [TRANSITION]: true }
export type Action = (typeof ACTIONS)[number] | TransitionName

/** What a role needs that keeps a resource: everything but to uncover protected fields. */
export const MANAGING_ACTIONS: readonly Action[] = ACTIONS.filter((action) => action !== 'reveal')

/** What a role may do with a resource: fields and a row scope per action. */
export interface GrantDefinition {
  role: string
  resource: string
  action: Action
  readFields: '*' | string[]
  writeFields: '*' | string[]
  /** null: every row. Values may be variables: `$user.id`, `$user.departmentTreeIds`. */
  scope: Filters | null
}

/** What `$user` means in scopes, defaults and conditions. */
export interface UserVariables {
  id: string
  departmentId: string | null
  departmentIds: string[]
  departmentTreeIds: string[]
  institutionId: string | null
  roleIds: string[]
  staffId: string | null
}
