/** The calls on one resource that a person may make. */
import type { Action, Locale } from '@xinglin/contracts'
import { transitionLabel } from '#app/lifecycle/words.ts'
import { FUNCTIONS } from '#app/resources/aggregate/request.ts'
import { resourceLabel } from '#app/resources/words.ts'
import { AUDIT_LINE } from './audit_operations.ts'
import { parameter } from './components.ts'
import type { Operation } from './operation.ts'
import type { ResourcePart } from './part.ts'
import { arrayOf, COUNT, FLAG, ID, nullable, object, ref, TEXT } from './schema.ts'
import type { JsonSchema } from './schema.ts'

const LIST = ['page', 'pageSize', 'sorters', 'fields', 'filters', 'search', 'total', 'can', 'as']
const FREE: JsonSchema = { type: 'object', additionalProperties: true }

/** The tag a resource's calls stand under. */
export function tagOf({ resource }: ResourcePart, locale: Locale): JsonSchema {
  return { name: resource.name, description: resourceLabel(resource, locale) }
}

export function resourceOperations(
  part: ResourcePart,
  { audit, locale }: { audit: boolean; locale: Locale }
): Operation[] {
  return [
    ...reading(part),
    ...writing(part),
    ...transitions(part, locale),
    ...history(part, audit),
    ...transfers(part),
  ].map((operation) => ({ ...operation, resource: part.resource.name, tag: part.resource.name }))
}

type Untagged = Omit<Operation, 'tag' | 'resource'>

const at = ({ resource }: ResourcePart, rest = '') => `/api/resources/${resource.name}${rest}`
const recordAt = (part: ResourcePart, rest = '') => at(part, `/{id}${rest}`)
const recordOf = ({ resource }: ResourcePart) => ref(resource.name)
const may = ({ actions }: ResourcePart, ...wanted: Action[]) =>
  wanted.every((action) => actions.has(action))
/** What a write answers: what may be read of the record, at least its id and version. */
const written = (part: ResourcePart) =>
  object({ data: { anyOf: [recordOf(part), ref('Written')] } })

function reading(part: ResourcePart): Untagged[] {
  const lists = may(part, 'list') || may(part, 'pick')
  const page = object({ data: arrayOf(recordOf(part)), meta: ref('PageMeta') })
  const names = may(part, 'restore') ? [...LIST, 'deleted'] : LIST
  return [
    ...(lists
      ? [
          {
            method: 'get' as const,
            path: at(part),
            name: 'list',
            parameters: names.map(parameter),
            answers: { 200: page },
            refusals: [400, 403] as const,
          },
          {
            method: 'post' as const,
            path: at(part, '/query'),
            name: 'query',
            body: ref('Query'),
            answers: { 200: page },
            refusals: [400, 403] as const,
            example: { pageSize: 20, sorters: [{ field: 'createdAt', order: 'desc' }] },
          },
        ]
      : []),
    ...(may(part, 'read')
      ? [
          {
            method: 'get' as const,
            path: recordAt(part),
            name: 'get',
            parameters: ['id', 'fields'].map(parameter),
            answers: { 200: object({ data: recordOf(part), meta: ref('RecordMeta') }) },
            refusals: [400, 404] as const,
          },
        ]
      : []),
    ...(may(part, 'aggregate')
      ? [
          {
            method: 'get' as const,
            path: at(part, '/aggregate'),
            name: 'aggregate',
            parameters: ['metrics', 'groupBy', 'filters', 'search'].map(parameter),
            answers: { 200: aggregateAnswer() },
            refusals: [400] as const,
          },
        ]
      : []),
    ...(part.revealed.length > 0
      ? [
          {
            method: 'post' as const,
            path: recordAt(part, '/reveal'),
            name: 'reveal',
            parameters: [parameter('id')],
            body: object({
              field: { type: 'string', enum: part.revealed.map(({ name }) => name) },
              reason: { type: 'string', minLength: 1, maxLength: 200 },
            }),
            answers: { 200: object({ data: object({ value: nullable(TEXT) }) }) },
            refusals: [403, 404, 422] as const,
          },
        ]
      : []),
  ]
}

/** Values by `count`, `sum.amount` …; groups by field. */
function aggregateAnswer(): JsonSchema {
  const values = {
    type: 'object',
    patternProperties: { [`^(${FUNCTIONS.join('|')})(\\.|$)`]: {} },
    additionalProperties: false,
  }
  return object({
    data: arrayOf(object({ group: FREE, values })),
    meta: object({ more: { const: true } }, ['more']),
  })
}

function writing(part: ResourcePart): Untagged[] {
  const { name } = part.resource
  const operations: Untagged[] = []
  if (may(part, 'create'))
    operations.push({
      method: 'post',
      path: at(part),
      name: 'create',
      parameters: [parameter('idempotencyKey')],
      body: ref(`${name}.create`),
      answers: { 201: written(part) },
      refusals: [400, 403, 409, 413, 422],
    })
  if (may(part, 'update'))
    operations.push({
      method: 'patch',
      path: recordAt(part),
      name: 'update',
      parameters: [parameter('id'), parameter('ifMatch')],
      body: { allOf: [ref(`${name}.update`), object({ version: COUNT }, ['version'])] },
      answers: { 200: written(part) },
      refusals: [400, 403, 404, 409, 413, 422],
    })
  if (may(part, 'delete'))
    operations.push({
      method: 'delete',
      path: recordAt(part),
      name: 'delete',
      parameters: [parameter('id'), parameter('ifMatch')],
      answers: { 204: null },
      refusals: [403, 404, 409, 422],
    })
  const bulk = bulkForms(part)
  if (bulk.length > 0)
    operations.push({
      method: 'post',
      path: at(part, '/bulk'),
      name: 'bulk',
      body: { oneOf: bulk },
      answers: { 200: object({ data: arrayOf(ref('Written')) }) },
      refusals: [400, 403, 404, 409, 413, 422],
    })
  return operations
}

function transitions(part: ResourcePart, locale: Locale): Untagged[] {
  const { resource } = part
  return [...part.transitions.keys()].map((name) => ({
    method: 'post',
    path: recordAt(part, `/transitions/${name}`),
    name: `transitions.${name}`,
    summary: transitionLabel(resource, name, locale),
    parameters: ['id', 'ifMatch', 'idempotencyKey'].map(parameter),
    body: {
      allOf: [ref(`${resource.name}.transitions.${name}`), object({ version: COUNT }, ['version'])],
    },
    answers: { 200: written(part) },
    refusals: [400, 403, 404, 409, 413, 422],
  }))
}

function bulkForms(part: ResourcePart): JsonSchema[] {
  const { name } = part.resource
  const several = (items: JsonSchema) => ({ ...arrayOf(items), maxItems: 500 })
  const item = object({ id: ID, version: COUNT, data: ref(`${name}.update`) })
  const parts: Record<string, JsonSchema> = {
    ...(may(part, 'create') && { create: several(ref(`${name}.create`)) }),
    ...(may(part, 'update') && { update: several(item) }),
    ...(may(part, 'delete') && {
      delete: several({ oneOf: [ID, object({ id: ID, version: COUNT })] }),
    }),
  }
  const forms = Object.entries(parts).map(([action, list]) =>
    object({ action: { const: action }, [action === 'delete' ? 'ids' : 'items']: list })
  )
  // Any of them together, 500 in all.
  if (forms.length > 1)
    forms.push(object({ action: { const: 'write' }, ...parts }, Object.keys(parts)))
  return forms
}

function history(part: ResourcePart, audit: boolean): Untagged[] {
  const operations: Untagged[] = []
  if (may(part, 'read') && !part.resource.isLog)
    operations.push({
      method: 'get',
      path: recordAt(part, '/revisions'),
      name: 'revisions',
      parameters: [parameter('id')],
      answers: { 200: object({ data: arrayOf(ref('Revision')) }) },
      refusals: [404],
    })
  if (may(part, 'read') && part.resource.definition.lifecycle)
    operations.push({
      method: 'get',
      path: recordAt(part, '/timeline'),
      name: 'timeline',
      parameters: [parameter('id')],
      answers: { 200: object({ data: arrayOf(ref('TimelineEntry')) }) },
      refusals: [404],
    })
  if (may(part, 'read', 'update'))
    operations.push({
      method: 'post',
      path: recordAt(part, '/revisions/{n}/restore'),
      name: 'restoreRevision',
      parameters: [
        parameter('id'),
        { name: 'n', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
      ],
      body: object({ version: COUNT }, ['version']),
      bodyOptional: true,
      answers: { 200: withMeta(part, object({ kept: arrayOf(TEXT) })) },
      refusals: [403, 404, 409, 422],
    })
  if (may(part, 'restore'))
    operations.push({
      method: 'post',
      path: recordAt(part, '/restore'),
      name: 'restore',
      parameters: [parameter('id')],
      body: object({ alone: FLAG }, ['alone']),
      bodyOptional: true,
      answers: {
        200: withMeta(part, object({ together: { ...FREE, additionalProperties: COUNT } })),
      },
      refusals: [403, 404, 409],
    })
  if (audit)
    operations.push({
      method: 'get',
      path: recordAt(part, '/audit'),
      name: 'audit',
      parameters: ['id', 'page', 'pageSize'].map(parameter),
      answers: { 200: object({ data: arrayOf(AUDIT_LINE), meta: ref('PageMeta') }) },
      refusals: [400, 404],
    })
  return operations
}

function withMeta(part: ResourcePart, meta: JsonSchema): JsonSchema {
  return object({ data: { anyOf: [recordOf(part), ref('Written')] }, meta })
}

function transfers(part: ResourcePart): Untagged[] {
  const started = { 202: object({ data: ref('JobStarted') }) }
  const operations: Untagged[] = []
  if (may(part, 'export'))
    operations.push({
      method: 'post',
      path: at(part, '/exports'),
      name: 'export',
      body: object({ format: { type: 'string', enum: ['xlsx', 'csv'] }, query: ref('Query') }, [
        'query',
      ]),
      answers: started,
      refusals: [400, 403, 422],
      example: { format: 'xlsx', query: {} },
    })
  if (!may(part, 'import', 'create')) return operations
  const modes = may(part, 'update') ? ['create', 'upsert'] : ['create']
  operations.push(
    {
      method: 'post',
      path: at(part, '/imports/preview'),
      name: 'importPreview',
      body: object({ fileId: ID }),
      answers: { 200: object({ data: preview() }) },
      refusals: [403, 404, 415, 422],
    },
    {
      method: 'post',
      path: at(part, '/imports'),
      name: 'import',
      body: object(
        {
          fileId: ID,
          mapping: { type: 'object', minProperties: 1, additionalProperties: TEXT },
          mode: { type: 'string', enum: modes },
          key: nullable(TEXT),
          dryRun: { ...FLAG, default: false },
        },
        ['key', 'dryRun']
      ),
      answers: started,
      refusals: [403, 404, 415, 422],
    }
  )
  return operations
}

function preview(): JsonSchema {
  return object({
    columns: arrayOf(TEXT),
    rows: arrayOf(arrayOf(TEXT)),
    suggested: { type: 'object', additionalProperties: TEXT },
    encoding: nullable(TEXT),
  })
}
