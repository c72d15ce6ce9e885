import { boolean, choice, json, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** Screens changed or made in the browser; every other screen is generated from its resource. */
export const screens = defineResource('core.screens', {
  fields: {
    name: string({ required: true, max: 64, unique: true }),
    title: string({ max: 64 }),
    resource: string({ max: 60 }),
    kind: choice({
      required: true,
      options: ['list', 'tree', 'form', 'detail', 'page'].map((value) => ({ value })),
    }),
    layout: json(),
    origin: string({ max: 20, readonly: true, hidden: true }),
  },
  title: 'name',
  configuration: true,
})

/** A list's filters, sort and columns under a name, for oneself or for everybody who sees the list. */
export const savedViews = defineResource('core.savedViews', {
  fields: {
    name: string({ required: true, max: 64 }),
    resource: string({ required: true, max: 60, index: true }),
    shared: boolean({ default: false }),
    state: json({ required: true }),
  },
  title: 'name',
  configuration: true,
})
