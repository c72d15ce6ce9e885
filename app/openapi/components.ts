/** What the operations of all resources share: schemas, parameters, refusals, ways to sign in. */
import { ERROR_STATUS, OPERATORS, type Locale } from '@xinglin/contracts'
import { FUNCTIONS, MOST } from '#app/resources/aggregate/request.ts'
import { PERIODS } from '#app/resources/aggregate/period.ts'
import { QUERY_LIMITS } from '#app/resources/query/query.ts'
import { SESSION_COOKIE, XSRF_HEADER } from '#app/access/sessions/credentials.ts'
import { translate } from '#app/texts/texts.ts'
import { SOME_ID } from '#app/database/record_id.ts'
import { codesOf } from './operation.ts'
import { arrayOf, COUNT, FLAG, ID, MOMENT, nullable, object, ref, TEXT } from './schema.ts'
import type { JsonSchema } from './schema.ts'

const PATH: JsonSchema = { type: 'string', maxLength: QUERY_LIMITS.pathLength }
const FREE: JsonSchema = { type: 'object', additionalProperties: true }

export const SHARED_SCHEMAS: Record<string, JsonSchema> = {
  Reference: object({ id: ID, label: nullable(TEXT) }),
  Errors: object({
    errors: {
      ...arrayOf(
        object(
          {
            code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
            message: TEXT,
            field: TEXT,
            meta: FREE,
          },
          ['field', 'meta']
        )
      ),
      minItems: 1,
    },
  }),
  Filter: {
    anyOf: [
      object({ field: PATH, operator: { type: 'string', enum: [...OPERATORS] }, value: {} }, [
        'value',
      ]),
      object({ operator: { type: 'string', enum: ['and', 'or'] }, value: arrayOf(ref('Filter')) }),
    ],
  },
  Filters: arrayOf(ref('Filter')),
  Sorters: {
    ...arrayOf(object({ field: PATH, order: { type: 'string', enum: ['asc', 'desc'] } })),
    maxItems: QUERY_LIMITS.sorters,
  },
  Query: object(
    {
      page: { type: 'integer', minimum: 1, maximum: QUERY_LIMITS.page, default: 1 },
      pageSize: { type: 'integer', minimum: 1, maximum: QUERY_LIMITS.pageSize, default: 20 },
      sorters: ref('Sorters'),
      fields: { ...arrayOf(PATH), minItems: 1, maxItems: QUERY_LIMITS.fields },
      filters: ref('Filters'),
      search: { type: 'string', maxLength: QUERY_LIMITS.search },
      total: { type: 'string', enum: ['capped', 'exact', 'none'], default: 'capped' },
      can: { ...FLAG, default: false },
      deleted: { type: 'string', enum: ['no', 'only'], default: 'no' },
      as: { type: 'string', enum: ['options'] },
    },
    ['page', 'pageSize', 'sorters', 'fields', 'filters', 'search', 'total', 'can', 'deleted', 'as']
  ),
  PageMeta: object(
    {
      total: COUNT,
      more: { const: true },
      page: COUNT,
      pageSize: COUNT,
      can: {
        type: 'object',
        additionalProperties: { type: 'object', additionalProperties: FLAG },
      },
    },
    ['total', 'more', 'can']
  ),
  RecordMeta: object({
    can: { type: 'object', additionalProperties: FLAG },
    transitions: arrayOf(
      object({
        name: TEXT,
        label: TEXT,
        to: TEXT,
        input: arrayOf(TEXT),
        reason: FLAG,
        confirm: FLAG,
      })
    ),
  }),
  Written: object({ id: ID, version: COUNT }),
  Revision: object({
    n: { type: 'integer', minimum: 1 },
    at: MOMENT,
    by: { anyOf: [ref('Reference'), { type: 'null' }] },
    action: { type: 'string', enum: ['create', 'update', 'delete', 'restore'] },
    before: nullable(FREE),
    after: nullable(FREE),
  }),
  TimelineEntry: object({
    at: MOMENT,
    by: { anyOf: [ref('Reference'), { type: 'null' }] },
    from: TEXT,
    to: TEXT,
    transition: TEXT,
    reason: nullable(TEXT),
    note: nullable(TEXT),
  }),
  Job: object({
    id: ID,
    kind: { type: 'string', enum: ['import', 'export'] },
    resource: TEXT,
    subject: TEXT,
    createdAt: MOMENT,
    state: {
      type: 'string',
      enum: ['queued', 'running', 'done', 'failed', 'cancelled', 'undone'],
    },
    done: COUNT,
    total: COUNT,
    errors: arrayOf(object({ row: COUNT, column: TEXT, code: TEXT, message: TEXT })),
    result: nullable(FREE),
  }),
  JobStarted: object({ jobId: ID }),
  File: object({ id: ID, name: TEXT, size: COUNT, type: TEXT }),
  Identity: object({
    id: ID,
    login: TEXT,
    name: TEXT,
    departmentId: nullable(ID),
    departments: arrayOf(object({ id: ID, name: TEXT })),
    roles: arrayOf(object({ id: ID, name: TEXT })),
    locale: { type: 'string', enum: ['zh-CN', 'en'] },
  }),
  NextStep: object(
    {
      next: { type: 'string', enum: ['totp', 'password'] },
      ticket: TEXT,
      enrol: FREE,
    },
    ['enrol']
  ),
  Region: object({ code: TEXT, name: TEXT, children: arrayOf(ref('Region')) }, ['children']),
  Session: object({
    id: ID,
    kind: { type: 'string', enum: ['cookie', 'token'] },
    device: nullable(TEXT),
    ip: nullable(TEXT),
    userAgent: nullable(TEXT),
    createdAt: MOMENT,
    lastSeenAt: MOMENT,
    expiresAt: MOMENT,
    current: FLAG,
  }),
}

export function sharedParameters(locale: Locale): Record<string, JsonSchema> {
  const inQuery = (name: string, schema: JsonSchema, example?: unknown) => ({
    name,
    in: 'query',
    description: translate(locale, `openapi.parameters.${name}`),
    schema,
    ...(example !== undefined && { example }),
  })
  /** A list as JSON in a text. */
  const asJson = (name: string, schema: JsonSchema, example: unknown) => ({
    name,
    in: 'query',
    description: translate(locale, `openapi.parameters.${name}`),
    content: { 'application/json': { schema, example } },
  })
  const { page, pageSize, search, total, can, deleted, as } = SHARED_SCHEMAS.Query!
    .properties as Record<string, JsonSchema>
  return {
    id: {
      name: 'id',
      in: 'path',
      required: true,
      description: translate(locale, 'openapi.parameters.id'),
      schema: ID,
      example: SOME_ID,
    },
    page: inQuery('page', page!),
    pageSize: inQuery('pageSize', pageSize!),
    sorters: asJson('sorters', ref('Sorters'), [{ field: 'createdAt', order: 'desc' }]),
    fields: inQuery('fields', { type: 'string' }, 'id,createdAt'),
    filters: asJson('filters', ref('Filters'), [
      { field: 'createdAt', operator: 'gte', value: '2026-11-23T00:00:00.000Z' },
    ]),
    search: inQuery('search', search!),
    total: inQuery('total', total!),
    can: inQuery('can', can!),
    deleted: inQuery('deleted', deleted!),
    as: inQuery('as', as!),
    metrics: asJson(
      'metrics',
      {
        ...arrayOf(
          object(
            {
              fn: { type: 'string', enum: [...FUNCTIONS] },
              field: PATH,
            },
            ['field']
          )
        ),
        minItems: 1,
        maxItems: MOST.metrics,
      },
      [{ fn: 'count' }]
    ),
    groupBy: asJson(
      'groupBy',
      {
        ...arrayOf(object({ field: PATH, by: { type: 'string', enum: [...PERIODS] } }, ['by'])),
        maxItems: MOST.groupBy,
      },
      [{ field: 'createdAt', by: 'day' }]
    ),
    ifMatch: {
      name: 'If-Match',
      in: 'header',
      description: translate(locale, 'openapi.parameters.ifMatch'),
      schema: TEXT,
      example: '"1"',
    },
    idempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description: translate(locale, 'openapi.parameters.idempotencyKey'),
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    },
  }
}

export const parameter = (name: string): JsonSchema => ({ $ref: `#/components/parameters/${name}` })

export function refusals(locale: Locale): Record<string, unknown> {
  const statuses = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503]
  return Object.fromEntries(
    statuses.map((status) => {
      const codes = codesOf(status)
      const example = {
        errors: [{ code: codes[0], message: translate(locale, `errors.${codes[0]}`) }],
      }
      return [
        status,
        {
          description: codes
            .map((code) => `\`${code}\` ${translate(locale, `errors.${code}`)}`)
            .join('; '),
          ...(status === 429 || status === 503
            ? { headers: { 'Retry-After': { schema: { type: 'integer', minimum: 1 } } } }
            : {}),
          content: { 'application/json': { schema: ref('Errors'), example } },
        },
      ]
    })
  )
}

export function securitySchemes(locale: Locale): Record<string, unknown> {
  const words = (name: string) => translate(locale, `openapi.security.${name}`)
  return {
    bearer: { type: 'http', scheme: 'bearer', description: words('bearer') },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: SESSION_COOKIE,
      description: words('session'),
    },
    xsrf: { type: 'apiKey', in: 'header', name: XSRF_HEADER, description: words('xsrf') },
  }
}
