/** The part of the API that one person may use: what OpenAPI and the generated client describe. */
import type { Action } from '@xinglin/contracts'
import { offeredActions } from '#app/meta/catalogue.ts'
import { Grant, rulesFor, rulesReading, SYSTEM_ACTOR, type Actor } from '#app/access/grant.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { inputOf } from '#app/lifecycle/read_input.ts'
import type { JsonSchema } from '#app/resources/fields/field_type.ts'
import { allResources, getResource } from '#app/resources/registry.ts'
import type { Resource, ResourceField } from '#app/resources/resource.ts'
import { hasDefault } from '#app/resources/write/derived.ts'
import { isWritable } from '#app/resources/write/input.ts'

/** A field as an answer or an input has it. */
export interface FieldPart {
  field: ResourceField
  schema: JsonSchema
  /** May be null: empty, or not shown on some rows. */
  nullable: boolean
  /** Of an input: refused without it. */
  required: boolean
}

/** A resource as far as a person's grants go. A field that is not in the lists does not exist for them. */
export interface ResourcePart {
  resource: Resource
  actions: ReadonlySet<Action>
  answered: readonly FieldPart[]
  created: readonly FieldPart[]
  updated: readonly FieldPart[]
  /** What each transition that is theirs asks. */
  transitions: ReadonlyMap<string, readonly FieldPart[]>
  /** Protected fields whose whole value they may ask for. */
  revealed: readonly ResourceField[]
}

/** Every resource of which anything is granted, by name. */
export function partsOf(actor: Actor): ReadonlyMap<string, ResourcePart> {
  const parts = allResources().map((resource) => partOf(actor, resource))
  return new Map(parts.flatMap((part) => (part ? [[part.resource.name, part] as const] : [])))
}

function partOf(actor: Actor, resource: Resource): ResourcePart | null {
  const actions = offeredActions(resource).filter((action) => has(actor, resource, action))
  if (actions.length === 0) return null
  const fields = [...resource.fields.values()]
  return {
    resource,
    actions: new Set(actions),
    answered: fields.flatMap((field) => answeredField(actor, resource, field)),
    created: fields.flatMap((field) => inputField(actor, resource, field, 'create')),
    updated: fields.flatMap((field) => inputField(actor, resource, field, 'update')),
    transitions: new Map(
      transitionsOf(resource)
        .filter((name) => has(actor, resource, name))
        .map((name) => [name, askedFields(inputOf(resource, name))])
    ),
    revealed: fields.filter(
      ({ name, definition }) =>
        definition.type === 'protected' &&
        rulesReading(rulesFor(actor, resource.name, 'reveal'), name).length > 0
    ),
  }
}

function has(actor: Actor, resource: Resource, action: Action): boolean {
  return rulesFor(actor, resource.name, action).length > 0
}

function answeredField(actor: Actor, resource: Resource, field: ResourceField): FieldPart[] {
  const rules = [
    ...rulesFor(actor, resource.name, 'list'),
    ...rulesFor(actor, resource.name, 'read'),
  ]
  const reading = rulesReading(rules, field.name)
  const { type, definition } = field
  const schema = (type.answerSchema ?? type.schema)(field)
  if (reading.length === 0 || schema === null) return []
  if (definition.type === 'hasMany' && !isShownSubTable(actor, field)) return []
  // A cell that only some of the rules show is empty on the rows of the others.
  const always = reading.length === rules.length
  const filled = field.system
    ? ['id', 'version', 'createdAt', 'updatedAt'].includes(field.name)
    : (definition.required || definition.type === 'sequence') && !definition.visibleWhen
  const list = field.many || type.empty !== undefined
  return [{ field, schema, nullable: !list && !(always && filled), required: false }]
}

/** The records that point here are a list of their own, unless they are edited as a sub-table of this one. */
function isShownSubTable(actor: Actor, { definition, target }: ResourceField): boolean {
  return (
    definition.type === 'hasMany' &&
    definition.subTable === true &&
    has(actor, getResource(target!), 'list')
  )
}

function inputField(
  actor: Actor,
  resource: Resource,
  field: ResourceField,
  action: 'create' | 'update'
): FieldPart[] {
  const grant = new Grant(actor, resource, action, rulesFor(actor, resource.name, action))
  const { definition } = field
  if (!isWritable(grant, field.name, action === 'update')) return []
  if (definition.type === 'hasMany' && !isWrittenSubTable(actor, field)) return []
  const needed = definition.required === true && !definition.visibleWhen
  return [
    {
      field,
      schema: field.type.schema(field),
      nullable: !needed,
      required: needed && action === 'create' && !hasDefault(field),
    },
  ]
}

/** What a transition asks is for whoever may make it. */
function askedFields(asked: Resource): FieldPart[] {
  return [...asked.fields.values()]
    .filter(({ system }) => !system)
    .flatMap((field) => inputField(SYSTEM_ACTOR, asked, field, 'create'))
}

function isWrittenSubTable(actor: Actor, { definition, target }: ResourceField): boolean {
  if (definition.type !== 'hasMany' || definition.subTable !== true) return false
  const rows = getResource(target!)
  return has(actor, rows, 'create') || has(actor, rows, 'update')
}
