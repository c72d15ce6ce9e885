/** The schemas of a resource's records: as they are answered, made, changed, and as rows of a sub-table. */
import { localized, type Locale } from '@xinglin/contracts'
import { operatorsOf } from '#app/meta/field_meta.ts'
import type { JsonSchema } from '#app/resources/fields/field_type.ts'
import { fieldLabel, resourceLabel } from '#app/resources/words.ts'
import { hasText, translate } from '#app/texts/texts.ts'
import type { FieldPart, ResourcePart } from './part.ts'
import { nullable, orNull, ref } from './schema.ts'

/** Named `<resource>`, `<resource>.create`, `<resource>.update`, `<resource>.row`, `<resource>.transitions.<name>`; what a person may not do is left out. */
export function recordSchemas(part: ResourcePart, locale: Locale): Record<string, JsonSchema> {
  const { resource, actions } = part
  const { name } = resource
  const title = resourceLabel(resource, locale)
  return {
    [name]: {
      title,
      type: 'object',
      properties: propertiesOf(part, part.answered, locale, { answered: true }),
      required: resource.isLog ? ['id'] : ['id', 'version'],
    },
    ...(actions.has('create') && {
      [`${name}.create`]: inputSchema(part, part.created, locale),
    }),
    ...(actions.has('update') && {
      [`${name}.update`]: inputSchema(part, part.updated, locale),
    }),
    ...Object.fromEntries(
      [...part.transitions].map(([transition, asked]) => [
        `${name}.transitions.${transition}`,
        inputSchema(part, asked, locale),
      ])
    ),
    ...((actions.has('create') || actions.has('update')) && { [`${name}.row`]: rowSchema(part) }),
  }
}

/** A row with `id` is kept and changed, one without is new. */
function rowSchema({ resource: { name }, actions }: ResourcePart): JsonSchema {
  const known = {
    type: 'object',
    properties: { id: { type: 'string', format: 'uuid' } },
    required: ['id'],
  }
  return {
    anyOf: [
      ...(actions.has('create') ? [ref(`${name}.create`)] : []),
      { allOf: [known, ...(actions.has('update') ? [ref(`${name}.update`)] : [])] },
    ],
  }
}

function inputSchema(part: ResourcePart, fields: readonly FieldPart[], locale: Locale): JsonSchema {
  const required = fields.filter((each) => each.required).map(({ field }) => field.name)
  return {
    type: 'object',
    properties: propertiesOf(part, fields, locale, { answered: false }),
    ...(required.length > 0 && { required }),
  }
}

function propertiesOf(
  part: ResourcePart,
  fields: readonly FieldPart[],
  locale: Locale,
  { answered }: { answered: boolean }
): Record<string, JsonSchema> {
  return Object.fromEntries(
    fields.map((each) => {
      const { field, schema, nullable: mayBeNull } = each
      const described = {
        ...(mayBeNull ? (schema.$ref ? orNull(schema) : nullable(schema)) : schema),
        ...wordsOf(part, each, locale),
        ...(answered && queriesOf(each)),
      }
      return [field.name, described]
    })
  )
}

function wordsOf({ resource }: ResourcePart, { field }: FieldPart, locale: Locale): JsonSchema {
  const { help } = field.definition
  const helpKey = `${resource.name}.help.${field.name}`
  const description =
    localized(help, locale) ?? (hasText(locale, helpKey) ? translate(locale, helpKey) : undefined)
  return {
    title: fieldLabel(field, locale),
    ...(description && { description }),
  }
}

/** Which filters and sorts the server takes here. */
function queriesOf({ field }: FieldPart): JsonSchema {
  const operators = operatorsOf(field)
  return {
    ...(operators.length > 0 && { 'x-operators': operators }),
    ...(field.type.sortable && { 'x-sortable': true }),
  }
}
