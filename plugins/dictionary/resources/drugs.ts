import { boolean, choice, defineResource, integer, money, string } from '@xinglin/core'

/** Medicines the hospital prescribes and sells. */
export const drugs = defineResource('dictionary.drugs', {
  fields: {
    code: string({ required: true, max: 64, unique: true, search: true }),
    genericName: string({ required: true, max: 200, search: true }),
    tradeName: string({ max: 200, search: true }),
    kind: choice({
      required: true,
      default: 'western',
      index: true,
      options: [
        { value: 'western', color: 'blue' },
        { value: 'chinese_patent', color: 'green' },
        { value: 'herb', color: 'lime' },
      ],
    }),
    form: string({ max: 64, index: true }),
    specification: string({ max: 255 }),
    unit: string({ max: 20 }),
    packSize: integer({ min: 1, max: 100_000 }),
    price: money({ min: 0 }),
    route: string({ max: 64 }),
    manufacturer: string({ max: 200 }),
    insuranceClass: choice({
      default: 'none',
      options: [
        { value: 'A', color: 'green' },
        { value: 'B', color: 'gold' },
        { value: 'none', color: 'default' },
      ],
    }),
    prescriptionOnly: boolean({ default: true }),
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
  title: 'genericName',
  sort: [{ field: 'code', order: 'asc' }],
})
