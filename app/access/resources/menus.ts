import { choice, integer, manyToMany, parent, string } from '#app/resources/fields/builders.ts'
import { defineResource } from '#app/resources/define_resource.ts'

/** The tree a person navigates. A menu grants nothing; it shows the way to what is granted. */
export const menus = defineResource('core.menus', {
  fields: {
    name: string({ required: true, max: 64, search: true }),
    /** For those who work in English; without it the name, or the words of `textKey`. */
    nameEn: string({ max: 64 }),
    parent: parent(),
    kind: choice({
      required: true,
      default: 'screen',
      options: [{ value: 'group' }, { value: 'screen' }, { value: 'link' }],
    }),
    target: string({
      max: 255,
      requiredWhen: [{ field: 'kind', operator: 'ne', value: 'group' }],
      visibleWhen: [{ field: 'kind', operator: 'ne', value: 'group' }],
    }),
    open: choice({
      default: 'here',
      options: [{ value: 'here' }, { value: 'tab' }, { value: 'embedded' }],
      visibleWhen: [{ field: 'kind', operator: 'eq', value: 'link' }],
    }),
    icon: string({ max: 40 }),
    order: integer({ default: 0 }),
    roles: manyToMany('core.roles'),
    /** Words of `lang/*.json` for a menu that a plugin brought and nobody renamed. */
    textKey: string({ max: 100, readonly: true, hidden: true }),
    origin: string({ max: 20, readonly: true, hidden: true }),
  },
  title: 'name',
  sort: [{ field: 'order', order: 'asc' }],
  configuration: true,
})
