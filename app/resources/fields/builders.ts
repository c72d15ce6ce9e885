/**
 * The words a definition is written with: `fields: { price: money({ min: 0 }) }`. Each returns plain JSON that
 * also carries, for TypeScript alone, the type of the field's value.
 */
import type { FieldBase, FieldDefinition, FieldOptions, FieldTypeName } from '@xinglin/contracts'

declare const VALUE: unique symbol

export type Field<K extends FieldTypeName = FieldTypeName, V = unknown> = FieldDefinition<K> & {
  readonly [VALUE]?: V
}
export type ValueOf<F> = F extends { readonly [VALUE]?: infer V } ? V : never

type Options<K extends FieldTypeName> = FieldBase & FieldOptions[K]
/** A field that need not be filled may be null. */
type Maybe<O, V> = O extends { readonly required: true } ? V : V | null

function field<K extends FieldTypeName>(type: K, options: object): never {
  return { type, ...options } as never
}

export interface Reference {
  id: string
  label: string | null
}

export const string = <const O extends Options<'string'> = object>(
  options: O = {} as O
): Field<'string', Maybe<O, string>> => field('string', options)
export const text = <const O extends Options<'text'> = object>(
  options: O = {} as O
): Field<'text', Maybe<O, string>> => field('text', options)
export const richText = <const O extends Options<'richText'> = object>(
  options: O = {} as O
): Field<'richText', Maybe<O, string>> => field('richText', options)
export const integer = <const O extends Options<'integer'> = object>(
  options: O = {} as O
): Field<'integer', Maybe<O, number>> => field('integer', options)
export const decimal = <const O extends Options<'decimal'> = object>(
  options: O = {} as O
): Field<'decimal', Maybe<O, string>> => field('decimal', options)
export const money = <const O extends Options<'money'> = object>(
  options: O = {} as O
): Field<'money', Maybe<O, number>> => field('money', options)
export const boolean = <const O extends Options<'boolean'> = object>(
  options: O = {} as O
): Field<'boolean', Maybe<O, boolean>> => field('boolean', options)
export const date = <const O extends Options<'date'> = object>(
  options: O = {} as O
): Field<'date', Maybe<O, string>> => field('date', options)
export const time = <const O extends Options<'time'> = object>(
  options: O = {} as O
): Field<'time', Maybe<O, string>> => field('time', options)
export const datetime = <const O extends Options<'datetime'> = object>(
  options: O = {} as O
): Field<'datetime', Maybe<O, string>> => field('datetime', options)
export const json = <T = unknown>(options: Options<'json'> = {}): Field<'json', T | null> =>
  field('json', options)
export const email = <const O extends Options<'email'> = object>(
  options: O = {} as O
): Field<'email', Maybe<O, string>> => field('email', options)
export const mobile = <const O extends Options<'mobile'> = object>(
  options: O = {} as O
): Field<'mobile', Maybe<O, string>> => field('mobile', options)
export const idCard = <const O extends Options<'idCard'> = object>(
  options: O = {} as O
): Field<'idCard', Maybe<O, string>> => field('idCard', options)
export const url = <const O extends Options<'url'> = object>(
  options: O = {} as O
): Field<'url', Maybe<O, string>> => field('url', options)
export const password = (options: Options<'password'> = {}): Field<'password', string | null> =>
  field('password', options)
export const protect = <const O extends Options<'protected'> = object>(
  options: O = {} as O
): Field<'protected', Maybe<O, string>> => field('protected', options)
export const region = <const O extends Options<'region'> = object>(
  options: O = {} as O
): Field<'region', Maybe<O, string>> => field('region', options)
export const file = (options: Options<'file'> = {}): Field<'file', Reference[]> =>
  field('file', options)
export const image = (options: Options<'image'> = {}): Field<'image', Reference[]> =>
  field('image', options)

type OptionValue<O> = O extends { readonly options: readonly { readonly value: infer V }[] }
  ? V
  : string
export const choice = <const O extends Options<'choice'>>(
  options: O
): Field<'choice', Maybe<O, OptionValue<O>>> => field('choice', options)
export const choices = <const O extends Options<'choices'>>(
  options: O
): Field<'choices', OptionValue<O>[]> => field('choices', options)

/** `sequence('CF{yyyyMMdd}{0001}')`: given once, when the record is made. */
export const sequence = (pattern: string, options: FieldBase = {}): Field<'sequence', string> =>
  field('sequence', { pattern, readonly: true, unique: true, ...options })

interface ComputedValues {
  string: string
  integer: number
  decimal: string
  money: number
  boolean: boolean
  date: string
}
export const computed = <const O extends Options<'computed'>>(
  options: O
): Field<'computed', ComputedValues[O['as']] | null> =>
  field('computed', { readonly: true, ...options })

/** A field that leads to other records keeps their resource's name for TypeScript too. */
type Relation<K extends FieldTypeName, T extends string, V> = Field<K, V> & { target: T }

/** Targets are named, never imported: two resources may point at each other. */
export const belongsTo = <
  const T extends string,
  const O extends Omit<Options<'belongsTo'>, 'target'> = object,
>(
  target: T,
  options: O = {} as O
): Relation<'belongsTo', T, Maybe<O, Reference>> => field('belongsTo', { target, ...options })
export const hasMany = <const T extends string>(
  target: T,
  options: Omit<Options<'hasMany'>, 'target'>
): Relation<'hasMany', T, Record<string, unknown>[]> => field('hasMany', { target, ...options })
export const manyToMany = <const T extends string>(
  target: T,
  options: Omit<Options<'manyToMany'>, 'target'> = {}
): Relation<'manyToMany', T, Reference[]> => field('manyToMany', { target, ...options })
export const parent = (options: FieldBase = {}): Field<'parent', Reference | null> =>
  field('parent', options)
