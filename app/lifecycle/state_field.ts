import {
  STATE_FIELD,
  type FieldDefinition,
  type Fields,
  type LifecycleDefinition,
  type ResourceDefinition,
} from '@xinglin/contracts'

/** The fields of a definition, with the state of a lifecycle behind the title. */
export function fieldsWithState({ fields, title, lifecycle }: ResourceDefinition): Fields {
  if (!lifecycle) return fields
  const state = stateField(lifecycle)
  return Object.fromEntries(
    Object.entries(fields).flatMap((entry): [string, FieldDefinition][] =>
      entry[0] === title ? [entry, [STATE_FIELD, state]] : [entry]
    )
  )
}

/** Given by the engine when the record is made, and readonly from then on. */
function stateField({ states, initial }: LifecycleDefinition): FieldDefinition<'choice'> {
  return {
    type: 'choice',
    required: true,
    readonly: true,
    index: true,
    default: initial,
    options: Object.entries(states).map(([value, { label, color }]) => ({
      value,
      ...(label && { label }),
      ...(color && { color }),
    })),
  }
}
