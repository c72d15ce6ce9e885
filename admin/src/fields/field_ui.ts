/**
 * The admin half of a field type: how a value is typed in, shown and filtered. Each type has one such object in
 * `app/resources/fields/<type>/admin.tsx`; generic screens know types only through it.
 */
import type { ReactNode } from 'react'
import type { FieldTypeName, MetaField, Operator } from '@xinglin/contracts'

/** Another record as the API answers it; without a label when its title is not the reader's to see. */
export interface Reference {
  id: string | null
  label: string | null
}

export type RecordValues = Record<string, unknown>

/** What the API answers for a field of each type. */
export interface FieldValues {
  string: string
  text: string
  richText: string
  integer: number
  /** Never a float: `"12.50"`. */
  decimal: string
  /** Fen. */
  money: number
  boolean: boolean
  date: string
  time: string
  datetime: string
  choice: string
  choices: string[]
  json: unknown
  email: string
  mobile: string
  idCard: string
  url: string
  file: Reference[]
  image: Reference[]
  sequence: string
  computed: string | number | boolean
  password: string
  protected: string
  region: string
  belongsTo: Reference
  hasMany: RecordValues[]
  manyToMany: Reference[]
  parent: Reference
}

export type FieldOfType<T extends FieldTypeName> = Extract<MetaField, { type: T }>

interface Place<T extends FieldTypeName> {
  /** The field's name in its resource. */
  name: string
  field: FieldOfType<T>
  /** The resource the field belongs to. */
  resource: string
}

/** An input inside a form item, which passes `id`, `value` and `onChange`. */
export interface InputProps<T extends FieldTypeName> extends Place<T> {
  /** The record as it stands in the form, for fields that depend on others. */
  record: RecordValues
  id?: string
  value?: FieldValues[T] | null
  onChange?: (value: FieldValues[T] | null) => void
  disabled?: boolean
  autoFocus?: boolean
}

/** Shows a value that is there; empty values never reach a cell. */
export interface CellProps<T extends FieldTypeName> extends Place<T> {
  value: FieldValues[T]
  record: RecordValues
  /** One line in a list, or as much as it needs on a record's own page. */
  place: 'list' | 'detail'
}

/** Edits the value a filter compares with; which shape it has depends on the operator. */
export interface FilterProps<T extends FieldTypeName> extends Place<T> {
  operator: Operator
  value: unknown
  onChange: (value: unknown) => void
  autoFocus?: boolean
}

/** A plain function, so that one written for several types serves each of them. */
type Component<P> = (props: P) => ReactNode

export interface FieldUi<T extends FieldTypeName> {
  type: T
  Input: Component<InputProps<T>>
  Cell: Component<CellProps<T>>
  /** Only where the input for the same value would not do. */
  Filter?: Component<FilterProps<T>>
  /** The operators worth offering, the usual one first; the server's list for the field decides which remain. */
  operators: readonly Operator[]
  /** Which words the operators have: "earlier than" for a date is "less than" for a number. */
  words?: 'text' | 'number' | 'date' | 'set'
  /** A column's first width in pixels. */
  width?: number
  align?: 'right'
  /** Takes a whole row of a form. */
  wide?: boolean
  /** Not among a list's first columns; still in the column chooser unless `never`. */
  column?: 'asked' | 'never'
  /** The form's value as the API takes it, where that is not the answered one: a relation's id. */
  toInput?: (value: FieldValues[T]) => unknown
  /** The key of what is wrong with a value that cannot be sent at all. */
  problem?: (value: FieldValues[T]) => string | undefined
}

export function defineFieldUi<T extends FieldTypeName>(ui: FieldUi<T>): FieldUi<T> {
  return ui
}
