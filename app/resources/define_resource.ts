import type { FieldDefinition, LifecycleDefinition, ResourceDefinition } from '@xinglin/contracts'
import type { Reference, ValueOf } from './fields/builders.ts'
import { checkDefinition } from './check_definition.ts'

type AnyFields = Record<string, FieldDefinition>

/** Checks a definition when it is written, so that a mistake stops the boot with the resource's and field's name. */
export function defineResource<
  const N extends string,
  F extends AnyFields,
  L extends LifecycleDefinition = never,
>(
  name: N,
  definition: Omit<ResourceDefinition<N, F>, 'name' | 'title' | 'lifecycle'> & {
    title: keyof F & string
    lifecycle?: L
  }
): ResourceDefinition<N, F> & Living<L> {
  const resource = { name, ...definition }
  checkDefinition(resource)
  return resource as ResourceDefinition<N, F> & Living<L>
}

/** Keeps the names of the states for TypeScript. */
type Living<L> = [L] extends [never] ? unknown : { lifecycle: L }

/** A record as the API answers it: `RecordOf<typeof drugs>`. */
export type RecordOf<R> =
  R extends ResourceDefinition<string, infer F>
    ? {
        id: string
        version: number
        createdAt: string
        updatedAt: string
        createdBy: Reference | null
        updatedBy: Reference | null
        departmentId: Reference | null
      } & { [K in keyof F]: ValueOf<F[K]> } & StateOf<R>
    : never

type StateOf<R> = R extends { lifecycle: { states: infer S } }
  ? { state: keyof S & string }
  : unknown
