import { choice, defineResource, money, string } from '@xinglin/core'

/** Examinations, laboratory tests and treatments that are ordered and charged. */
export const items = defineResource('dictionary.items', {
  fields: {
    code: string({ required: true, max: 64, unique: true, search: true }),
    name: string({ required: true, max: 200, search: true }),
    kind: choice({
      required: true,
      index: true,
      options: [
        { value: 'exam', color: 'blue' },
        { value: 'lab', color: 'purple' },
        { value: 'treatment', color: 'orange' },
      ],
    }),
    unit: string({ max: 20 }),
    price: money({ min: 0 }),
    department: string({ max: 100 }),
    specimen: string({ max: 64 }),
    note: string({ max: 255 }),
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
