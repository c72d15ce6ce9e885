import { belongsTo, boolean, hasMany, integer, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Lists of values that choice fields draw from. */
export const dictionaries = defineResource('core.dictionaries', {
  fields: {
    code: string({
      required: true,
      max: 64,
      pattern: '[a-z][a-z0-9_]*',
      unique: true,
      immutable: true,
      search: true,
    }),
    name: string({ required: true, max: 64, search: true }),
    entries: hasMany('core.dictionaryEntries', { mappedBy: 'dictionary', subTable: true }),
  },
  title: 'name',
  sort: [{ field: 'code', order: 'asc' }],
  configuration: true,
})

export const dictionaryEntries = defineResource('core.dictionaryEntries', {
  fields: {
    dictionary: belongsTo('core.dictionaries', { required: true, onDelete: 'cascade' }),
    value: string({ required: true, max: 64 }),
    label: string({ required: true, max: 100, search: true }),
    color: string({ max: 20 }),
    order: integer({ default: 0 }),
    enabled: boolean({ default: true, required: true }),
  },
  title: 'label',
  unique: [['dictionary', 'value']],
  sort: [{ field: 'order', order: 'asc' }],
  configuration: true,
})
