import {
  checkExpression,
  isExpressionNode,
  isGroup,
  SYSTEM_FIELDS,
  type FieldDefinition,
  type Fields,
  type Filters,
  type ResourceDefinition,
  STATE_FIELD,
} from '@xinglin/contracts'
import { checkLifecycle } from '#app/lifecycle/check_lifecycle.ts'
import { inputDefinition, problemOfInput } from '#app/lifecycle/input_fields.ts'
import { fieldsWithState } from '#app/lifecycle/state_field.ts'
import { fieldType } from './fields/registry.ts'
import { columnOf, pluginOf } from './names.ts'
import { problemOfPattern } from './pattern_check.ts'

const RESOURCE_NAME = /^[a-z][a-z0-9_]{0,19}\.[a-z][A-Za-z0-9]{0,35}$/
const FIELD_NAME = /^[a-z][A-Za-z0-9]{0,39}$/

/** Names that already mean something on a record, a Lucid model or a plain object. */
const RESERVED = new Set([
  ...SYSTEM_FIELDS,
  'deletedAt',
  'live',
  'meta',
  'save',
  'delete',
  'load',
  'merge',
  'fill',
  'related',
  'refresh',
  'fresh',
  'serialize',
  'toJSON',
  'toObject',
  'toAttributes',
  'loadOnce',
  'loadCount',
  'loadAggregate',
  'enableForceUpdate',
  'useTransaction',
  'useConnection',
  'isDirty',
  'lockForUpdate',
  'modelOptions',
  'modelTrx',
  'extras',
  'constructor',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'isPrototypeOf',
  'toLocaleString',
  'propertyIsEnumerable',
  'prototype',
])

const SYSTEM_COLUMNS = [
  'id',
  'version',
  'created_at',
  'updated_at',
  'created_by',
  'updated_by',
  'owner_department_id',
  'deleted_at',
  'live',
]

/** @throws an Error that names the resource, the field and what to change. */
export function checkDefinition(resource: ResourceDefinition): void {
  const fail = (problem: string) => {
    throw new Error(`Resource ${resource.name}: ${problem}`)
  }
  if (!RESOURCE_NAME.test(resource.name))
    fail('the name must look like plugin.plural (letters and digits, camelCase plural)')
  if (resource.lifecycle) checkStates(resource, fail)
  const fields = fieldsWithState(resource)
  const earlier = new Set<string>(SYSTEM_FIELDS)
  const columns = new Map(SYSTEM_COLUMNS.map((column) => [column, column]))
  for (const [name, field] of Object.entries(fields)) {
    if (!FIELD_NAME.test(name))
      fail(`field "${name}": a name is camelCase, up to 40 letters and digits`)
    if (RESERVED.has(name)) fail(`field "${name}": this name is reserved`)
    const column = columnOf(name, field.type)
    const twin = columns.get(column)
    if (twin) fail(`fields "${twin}" and "${name}" would share the column ${column}`)
    columns.set(column, name)
    checkField(name, field, fail)
    const problem = fieldType(field.type).check?.(field, earlier) ?? problemOfRules(field, fields)
    if (problem) fail(`field "${name}": ${problem}`)
    earlier.add(name)
  }
  if (!Object.hasOwn(resource.fields, resource.title))
    fail(`title "${resource.title}" is not one of its fields`)
  for (const list of [...(resource.unique ?? []), ...(resource.indexes ?? [])]) {
    for (const name of list)
      if (!Object.hasOwn(fields, name))
        fail(`"${name}" in unique or indexes is not one of its fields`)
  }
  for (const { field } of resource.sort ?? []) {
    const known =
      Object.hasOwn(fields, field) || (SYSTEM_FIELDS as readonly string[]).includes(field)
    if (!known) fail(`sort "${field}" is not one of its fields`)
  }
  if (!pluginOf(resource.name)) fail('the name must begin with the plugin that brings it')
}

function checkStates(
  { name, fields, lifecycle, readonly, log }: ResourceDefinition,
  fail: (problem: string) => void
): void {
  if (readonly || log) fail('what the engine alone writes has no lifecycle')
  if (Object.hasOwn(fields, STATE_FIELD))
    fail(`field "${STATE_FIELD}": the lifecycle has this name`)
  checkLifecycle(lifecycle!)
  for (const [transition, definition] of Object.entries(lifecycle!.transitions)) {
    const problem = problemOfInput(definition)
    if (problem) fail(`transition "${transition}": ${problem}`)
    checkDefinition(inputDefinition(name, definition))
  }
}

function checkField(name: string, field: FieldDefinition, fail: (problem: string) => void): void {
  if ('pattern' in field && field.type === 'string' && field.pattern !== undefined) {
    const problem = problemOfPattern(field.pattern)
    if (problem) fail(`field "${name}": ${problem}`)
  }
  if (field.type === 'string' && field.max !== undefined && (field.max < 1 || field.max > 255)) {
    fail(`field "${name}": a string holds 1 to 255 characters; use text for more`)
  }
  if (
    (field.type === 'choice' || field.type === 'choices') &&
    !field.options &&
    !field.dictionary
  ) {
    fail(`field "${name}": a choice needs options or a dictionary`)
  }
  if (
    field.type === 'decimal' &&
    field.scale !== undefined &&
    (field.scale < 0 || field.scale > 8)
  ) {
    fail(`field "${name}": scale is 0 to 8`)
  }
  if (
    field.search &&
    !['string', 'text', 'email', 'mobile', 'sequence', 'choice'].includes(field.type)
  ) {
    fail(`field "${name}": only texts can be searched`)
  }
  if (
    (field.unique || field.index) &&
    ['text', 'richText', 'json', 'url', 'hasMany', 'manyToMany', 'file', 'image'].includes(
      field.type
    )
  ) {
    fail(`field "${name}": a ${field.type} cannot be unique or indexed`)
  }
}

/** Conditions and defaults may only speak of fields of the record itself. */
function problemOfRules(
  { requiredWhen, visibleWhen, default: given, type }: FieldDefinition,
  fields: Fields
): string | null {
  const known = (name: string) =>
    Object.hasOwn(fields, name) || (SYSTEM_FIELDS as readonly string[]).includes(name)
  const named = fieldsNamedIn([...(requiredWhen ?? []), ...(visibleWhen ?? [])])
  const strange = named.find((name) => !known(name))
  if (strange) return `its conditions name "${strange}", which is not one of the fields`
  return type !== 'json' && isExpressionNode(given) ? checkExpression(given, known) : null
}

function fieldsNamedIn(filters: Filters): string[] {
  return filters.flatMap((filter) =>
    isGroup(filter) ? fieldsNamedIn(filter.value) : [filter.field]
  )
}
