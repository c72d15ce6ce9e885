import type {
  Fields,
  FieldTypeName,
  ResourceDefinition,
  TransitionDefinition,
} from '@xinglin/contracts'

/** Asked of every transition, beside what it asks itself. */
export const TOLD = ['reason', 'note'] as const
const MOST_REASON = 500
const MOST_NOTE = 2000

/** What belongs to one record for good cannot be asked in passing. */
const NOT_ASKED: readonly FieldTypeName[] = [
  'sequence',
  'computed',
  'password',
  'protected',
  'file',
  'image',
  'hasMany',
  'parent',
]

/** The input of a transition as the fields of a kind of record, with the same words as the record's own fields. */
export function inputDefinition(
  resource: string,
  { input = {}, reason = false }: TransitionDefinition
): ResourceDefinition {
  const told: Fields = {
    reason: { type: 'text', max: MOST_REASON, required: reason },
    note: { type: 'text', max: MOST_NOTE },
  }
  return { name: resource, fields: { ...input, ...told }, title: 'reason' }
}

/** Why a transition cannot ask this, or null. */
export function problemOfInput({ input = {} }: TransitionDefinition): string | null {
  for (const [name, { type }] of Object.entries(input)) {
    if ((TOLD as readonly string[]).includes(name)) return `"${name}" is asked of every transition`
    if (NOT_ASKED.includes(type)) return `"${name}": a ${type} cannot be asked`
  }
  return null
}
