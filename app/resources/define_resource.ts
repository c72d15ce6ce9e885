import type { FieldDefinition, ResourceDefinition } from '@xinglin/contracts'
import type { Reference, ValueOf } from './fields/builders.ts'
import { checkDefinition } from './check_definition.ts'

type AnyFields = Record<string, FieldDefinition>

/** Checks a definition when it is written, so that a mistake stops the boot with the resource's and field's name. */
export function defineResource<const N extends string, F extends AnyFields>(
  name: N,
  definition: Omit<ResourceDefinition<N, F>, 'name' | 'title'> & { title: keyof F & string }
): ResourceDefinition<N, F> {
  const resource = { name, ...definition }
  checkDefinition(resource)
  return resource
}

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
        departmentId: string | null
      } & { [K in keyof F]: ValueOf<F[K]> }
    : never
