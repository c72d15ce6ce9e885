/** What TypeScript knows of a resource's model, derived from the definition. */
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import type { BelongsTo, HasMany, ManyToMany } from '@adonisjs/lucid/types/relations'
import type { ResourceDefinition } from '@xinglin/contracts'
import type { ValueOf } from './fields/builders.ts'
import type { StoredFile } from './fields/file/stored_file.ts'

/**
 * Resources by name, so that relations have types. The file of a definition adds its line:
 * `declare module '@xinglin/core' { interface ResourceTypes { 'dictionary.drugs': typeof drugs } }`.
 */
export interface ResourceTypes {}

type ToOne = 'belongsTo' | 'parent'
type ToMany = 'hasMany' | 'manyToMany'

/** The attribute's name: a relation's is its id, `doctorId`; lists of records have none. */
type AttributeName<K extends string, T> = T extends ToOne ? `${K}Id` : T extends ToMany ? never : K

type AttributeValue<F> = F extends { type: ToOne }
  ? null extends ValueOf<F>
    ? string | null
    : string
  : F extends { type: 'file' | 'image' }
    ? StoredFile[]
    : ValueOf<F>

type Attributes<F> = {
  [K in keyof F & string as AttributeName<K, TypeOf<F[K]>>]: AttributeValue<F[K]>
}
type TypeOf<F> = F extends { type: infer T } ? T : never

/** The model a relation leads to; one that nobody declared in `ResourceTypes` has no types of its own. */
type Related<F, R> = F extends { type: 'parent' }
  ? ModelOf<R>
  : F extends { target: infer T }
    ? T extends keyof ResourceTypes
      ? ModelOf<ResourceTypes[T]>
      : LucidModel
    : LucidModel

type Relations<F, R> = {
  [K in keyof F & string as TypeOf<F[K]> extends ToOne | ToMany ? K : never]: TypeOf<
    F[K]
  > extends ToOne
    ? BelongsTo<Related<F[K], R>>
    : TypeOf<F[K]> extends 'hasMany'
      ? HasMany<Related<F[K], R>>
      : ManyToMany<Related<F[K], R>>
}

interface SystemAttributes {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  createdBy: string | null
  updatedBy: string | null
  ownerDepartmentId: string | null
  deletedAt: string | null
  live: string
}

/** The class `modelOf(definition)` gives: attributes, relations for `preload`, and all that Lucid has. */
export interface ModelOf<R> extends Omit<LucidModel, never> {
  new (): LucidRow &
    SystemAttributes &
    (R extends ResourceDefinition<string, infer F> ? Attributes<F> & Relations<F, R> : object)
}
