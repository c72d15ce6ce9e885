import type { SchemaTypes } from '@vinejs/vine/types'
import type { ExpressionScope, FieldDefinition, FieldTypeName, Operator } from '@xinglin/contracts'
import type { Dialect } from '#app/database/store.ts'
import type { Column } from '#app/database/table.ts'

/** A field of a resource as its type sees it: the definition, and the names derived from it. */
export interface FieldOf<T extends FieldTypeName = FieldTypeName> {
  name: string
  column: string
  definition: FieldDefinition<T>
  resource: string
}

/** What goes into a database column, and what JSON carries. */
export type DbValue = string | number | null
export type JsonValue = unknown

/**
 * The server half of a field type: one codec for every path a value takes. A type without columns (a relation's
 * other side) leaves the codec out. `undefined` codecs are the identity.
 */
export interface FieldType<T extends FieldTypeName = FieldTypeName> {
  type: T
  /** Why a definition of this type cannot be, or null; `earlier` are the fields defined before it. */
  check?(definition: FieldDefinition<T>, earlier: ReadonlySet<string>): string | null
  /** The type a field really behaves as, where its definition decides: a computed amount is stored as an amount. */
  variant?(definition: FieldDefinition<T>): FieldType<T>
  /** What stands for nothing, where that is not null: a list without members. */
  empty?(): JsonValue
  /** Values are ids of files, which are attached to the record when it is written. */
  attached?: true
  /** A value is a list kept in one column as `|a|b|`. */
  multiple?: true
  /** The physical column; null for what lives in other tables. */
  column(field: FieldOf<T>): Column | null
  /** Further columns written with the value: pinyin, blind index. */
  companions?(field: FieldOf<T>): Column[]
  /** Their values for a normalised value. */
  companionValues?(value: JsonValue, field: FieldOf<T>): Record<string, DbValue>
  /** What an input must be; run on values that are not null. */
  rule(field: FieldOf<T>): SchemaTypes
  // The values below are `any` because a type knows what it codes, while the registry holds all types in one list.
  /* eslint-disable @typescript-eslint/no-explicit-any */
  /** Brings a valid input to the one form that is stored, so that what is created reads back alike. */
  normalise?(value: any, field: FieldOf<T>): JsonValue
  /** Slow work on a checked value before the transaction begins: hashing. */
  encode?(value: any, field: FieldOf<T>): Promise<JsonValue>
  /** The value of a field that is given once, inside the transaction that makes the record. */
  generate?(field: FieldOf<T>): Promise<JsonValue>
  /** The value of a field that follows from the others at each write. */
  derive?(scope: ExpressionScope, field: FieldOf<T>): JsonValue
  toDb?(value: any, field: FieldOf<T>, dialect: Dialect): DbValue
  fromDb?(stored: any, field: FieldOf<T>, dialect: Dialect): JsonValue
  /** What leaves the server, where that is not the value itself: masks, nothing for a password. */
  toJson?(value: any, field: FieldOf<T>): JsonValue
  /* eslint-enable @typescript-eslint/no-explicit-any */
  /** Operators a filter may use; a filter's value goes through the rule and `toDb` unless `filterValue` says otherwise. */
  operators: readonly Operator[]
  /** Turns a filter's value into what the column is compared with; returns undefined for a wrong value. */
  filterValue?(value: unknown, field: FieldOf<T>, dialect: Dialect): DbValue | undefined
  /** The column a filter compares, if not the field's own (a blind index). */
  filterColumn?(field: FieldOf<T>): string
  sortable: boolean
  /** Can be grouped by, and which functions an aggregate may apply. */
  groupable?: boolean
  metrics?: readonly ('sum' | 'avg' | 'min' | 'max')[]
  /** What an input is, as JSON Schema with an example: for OpenAPI, and for the types of the generated client. */
  schema(field: FieldOf<T>): JsonSchema
  /** What is answered, where that is something else than what goes in; null for what never leaves the server. */
  answerSchema?(field: FieldOf<T>): JsonSchema | null
}

/** A schema of draft 2020-12, as OpenAPI 3.1 has them. */
export type JsonSchema = Record<string, unknown>

/** A relation's other end as it is answered: `{id, label}`. Defined with OpenAPI's other shared parts. */
export const REFERENCE: JsonSchema = { $ref: '#/components/schemas/Reference' }

export function defineFieldType<T extends FieldTypeName>(type: FieldType<T>): FieldType<T> {
  return type
}

const EQUALITY = ['eq', 'ne', 'in', 'nin', 'null', 'nnull'] as const
const ORDER = ['lt', 'lte', 'gt', 'gte', 'between', 'nbetween'] as const

/** The operators families of types share. */
export const OPERATORS_OF = {
  presence: ['null', 'nnull'],
  identity: EQUALITY,
  ordered: [...EQUALITY, ...ORDER],
  text: [
    ...EQUALITY,
    ...ORDER,
    'eqs',
    'nes',
    'contains',
    'ncontains',
    'containss',
    'ncontainss',
    'startswith',
    'nstartswith',
    'startswiths',
    'nstartswiths',
    'endswith',
    'nendswith',
    'endswiths',
    'nendswiths',
  ],
} as const satisfies Record<string, readonly Operator[]>
