/** OpenAPI 3.1 of what one person may do: resources, fields and calls outside their grants are not in it. */
import { createRequire } from 'node:module'
import app from '@adonisjs/core/services/app'
import type { Locale } from '@xinglin/contracts'
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { translate } from '#app/texts/texts.ts'
import { refusals, securitySchemes, sharedParameters, SHARED_SCHEMAS } from './components.ts'
import { coreOperations } from './core_operations.ts'
import { pathsOf } from './operation.ts'
import { partsOf } from './part.ts'
import { recordSchemas } from './record_schemas.ts'
import { resourceOperations, tagOf } from './resource_operations.ts'

const { version: VERSION } = createRequire(import.meta.url)('../../package.json') as {
  version: string
}

export interface OpenApi {
  openapi: string
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, unknown> } & Record<string, unknown>
  [part: string]: unknown
}

export async function openApiFor(actor: Actor, locale: Locale): Promise<OpenApi> {
  const parts = [...partsOf(actor).values()]
  const words = (key: string) => translate(locale, `openapi.${key}`)
  const audit = rulesFor(actor, 'core.audit', 'read').length > 0
  const core = await coreOperations(actor)
  const operations = [
    ...core,
    ...parts.flatMap((part) => resourceOperations(part, { audit, locale })),
  ]
  return {
    openapi: '3.1.0',
    info: {
      title: words('title'),
      version: VERSION,
      description: words('description'),
    },
    servers: [{ url: app.config.get<string>('app.appUrl') }],
    security: [{ bearer: [] }, { session: [], xsrf: [] }],
    tags: [
      ...[...new Set(core.map(({ tag }) => tag))].map((name) => ({
        name,
        description: words(`tags.${name}`),
      })),
      ...parts.map((part) => tagOf(part, locale)),
    ],
    paths: pathsOf(operations, locale),
    components: {
      schemas: {
        ...SHARED_SCHEMAS,
        ...Object.assign({}, ...parts.map((part) => recordSchemas(part, locale))),
      },
      parameters: sharedParameters(locale),
      responses: refusals(locale),
      securitySchemes: securitySchemes(locale),
    },
  }
}
