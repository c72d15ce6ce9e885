/** One call of the API, and how OpenAPI writes it down. */
import { ERROR_STATUS, type Locale } from '@xinglin/contracts'
import { translate } from '#app/texts/texts.ts'
import type { JsonSchema } from './schema.ts'

export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  /** Its words are at `openapi.operations.<name>`. */
  name: string
  /** Its words where it has its own. */
  summary?: string
  /** Beside the name what tells it from the same call of another resource. */
  resource?: string
  tag: string
  parameters?: readonly JsonSchema[]
  body?: JsonSchema
  /** A body may be left out. */
  bodyOptional?: true
  /** By status; null: without a body. */
  answers: Readonly<Record<number, JsonSchema | null>>
  /** Refusals beyond 401, 429 and 503, which every signed-in call may meet. */
  refusals?: readonly RefusalStatus[]
  /** Needs no session. */
  open?: true
  /** Media types other than JSON. */
  media?: { body?: string; answer?: string }
  example?: unknown
}
export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503

const SIGNED_IN: readonly RefusalStatus[] = [401, 429, 503]
const JSON_TYPE = 'application/json'

/** The codes a refusal of this status may have. */
export function codesOf(status: number): string[] {
  return Object.entries(ERROR_STATUS).flatMap(([code, each]) => (each === status ? [code] : []))
}

/** Path, then method, then operation. */
export function pathsOf(
  operations: readonly Operation[],
  locale: Locale
): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations)
    (paths[operation.path] ??= {})[operation.method] = written(operation, locale)
  return paths
}

function written(operation: Operation, locale: Locale): Record<string, unknown> {
  const { name, resource, tag, parameters, body, open, media, example, method } = operation
  const summary = operation.summary ?? translate(locale, `openapi.operations.${name}`)
  return {
    operationId: resource ? `${resource}.${name}` : name,
    summary,
    tags: [tag],
    ...(open && { security: [] }),
    ...(parameters && { parameters }),
    ...(body && {
      requestBody: {
        required: operation.bodyOptional !== true,
        content: {
          [media?.body ?? JSON_TYPE]: { schema: body, ...(example !== undefined && { example }) },
        },
      },
    }),
    responses: {
      ...answersOf(operation, locale),
      ...Object.fromEntries(
        refusalsOf(operation, method).map((status) => [
          status,
          { $ref: `#/components/responses/${status}` },
        ])
      ),
    },
  }
}

function answersOf({ answers, media }: Operation, locale: Locale): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description: translate(locale, `openapi.answers.${status}`),
        ...(schema && { content: { [media?.answer ?? JSON_TYPE]: { schema } } }),
      },
    ])
  )
}

/** An unsafe call with a cookie may be refused for its XSRF token. */
function refusalsOf(
  { refusals = [], open }: Operation,
  method: Operation['method']
): RefusalStatus[] {
  const all = new Set<RefusalStatus>([
    ...refusals,
    ...(open ? [] : SIGNED_IN),
    ...(method === 'get' || open ? [] : ([403] as const)),
  ])
  return [...all].sort()
}
