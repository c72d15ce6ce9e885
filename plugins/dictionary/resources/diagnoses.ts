import { choice, defineResource, string } from '@xinglin/core'

/** Diagnoses by ICD-10 (国家临床版). */
export const diagnoses = defineResource('dictionary.diagnoses', {
  fields: {
    code: string({ required: true, max: 32, unique: true, search: true }),
    name: string({ required: true, max: 255, search: true }),
    category: string({ max: 100 }),
    status: choice({
      required: true,
      default: 'enabled',
      index: true,
      options: [
        { value: 'enabled', color: 'green' },
        { value: 'disabled', color: 'default' },
      ],
    }),
  },
  title: 'name',
  sort: [{ field: 'code', order: 'asc' }],
})
