import type { FieldDefinition } from '@xinglin/contracts'
import { defineFieldType, type FieldOf, type FieldType } from '../field_type.ts'
import idCard from '../idCard/server.ts'
import mobile from '../mobile/server.ts'
import string from '../string/server.ts'
import { blindIndex, decrypt, encrypt } from './cipher.ts'
import { mask } from './mask.ts'

/** The type that a value is before it is encrypted: its rule, and the one form that is stored and looked for. */
const PLAIN = { idCard, mobile, string } as unknown as Record<string, FieldType<'protected'>>

const plainOf = ({ as = 'string' }: FieldDefinition<'protected'>) => PLAIN[as]!
const placeOf = ({ resource, name }: FieldOf) => `${resource}.${name}`
const indexOf = ({ column }: FieldOf) => `${column}_index`

/** Personal data: encrypted at rest, found by the whole value alone, masked in every output. */
export default defineFieldType<'protected'>({
  type: 'protected',
  column: ({ column }) => ({ name: column, kind: 'text' }),
  companions: (field) => [{ name: indexOf(field), kind: 'varchar', length: 64, ascii: true }],
  companionValues: (value, field) => ({
    [indexOf(field)]: typeof value === 'string' ? blindIndex(value, placeOf(field)) : null,
  }),
  rule: (field) => plainOf(field.definition).rule(field),
  normalise: (value: string, field) => plainOf(field.definition).normalise!(value, field),
  toDb: (value: string, field) => encrypt(value, placeOf(field)),
  fromDb: (stored: string, field) => decrypt(stored, placeOf(field)),
  toJson: (value: string | null, { definition }) => value && mask(value, definition.as),
  operators: ['eq', 'in', 'null', 'nnull'],
  filterColumn: indexOf,
  filterValue: (value, field) => {
    if (typeof value !== 'string') return undefined
    return blindIndex(String(plainOf(field.definition).normalise!(value, field)), placeOf(field))
  },
  sortable: false,
  // A mask that is sent back changes nothing.
  schema: (field) => ({
    anyOf: [plainOf(field.definition).schema(field), { type: 'string', pattern: '\\*' }],
  }),
  answerSchema: () => ({ type: 'string', pattern: '\\*' }),
})
