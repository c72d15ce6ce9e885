/** Resources with a field of every type, as the API is described and used by its clients. */
import type { FieldDefinition } from '@xinglin/contracts'
import { defineResource } from '#app/resources/define_resource.ts'
import { SAMPLES } from './field_samples.ts'

const samples = Object.fromEntries(
  Object.entries(SAMPLES).map(([name, { field }]) => [name, { ...field, unique: false }])
) as Record<string, FieldDefinition>

/** Every field type, those of the samples and those that need other records. */
export const sheets = defineResource('openapi.sheets', {
  fields: {
    ...samples,
    needed: { type: 'string', required: true },
    number: { type: 'sequence', pattern: 'S{0001}', readonly: true },
    doubled: {
      type: 'computed',
      as: 'decimal',
      readonly: true,
      expression: { op: 'mul', args: [{ field: 'small' }, 2] },
    },
    secret: { type: 'password' },
    department: { type: 'belongsTo', target: 'core.departments' },
    readers: { type: 'manyToMany', target: 'core.departments' },
    above: { type: 'parent' },
    papers: { type: 'file' },
    picture: { type: 'image' },
    lines: { type: 'hasMany', target: 'openapi.lines', mappedBy: 'sheet', subTable: true },
  },
  title: 'needed',
  lifecycle: {
    states: { open: { color: 'blue' }, closed: { terminal: true } },
    initial: 'open',
    transitions: {
      close: {
        from: 'open',
        to: 'closed',
        input: { paid: { type: 'money', required: true }, by: { type: 'date' } },
        reason: true,
      },
    },
  },
})
export const lines = defineResource('openapi.lines', {
  fields: {
    sheet: { type: 'belongsTo', target: 'openapi.sheets', required: true, onDelete: 'cascade' },
    word: { type: 'string', required: true },
  },
  title: 'word',
})
