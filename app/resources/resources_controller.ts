import type { HttpContext } from '@adonisjs/core/http'
import type { Action } from '@xinglin/contracts'
import { authorize } from '#app/access/authorize.ts'
import { narrowed, pickingGrant, type Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { inWords } from '#app/lifecycle/words.ts'
import { localeOf } from '#app/texts/locale.ts'
import { bulk } from './operations/bulk.ts'
import { create } from './operations/create.ts'
import { find } from './operations/find.ts'
import { askWritten } from './operations/written.ts'
import { once } from './operations/idempotency.ts'
import { list } from './operations/list.ts'
import { remove } from './operations/remove.ts'
import { update } from './operations/update.ts'
import { readVersion } from './read_version.ts'
import { asOptions, invalidQuery, parseQuery } from './query/query.ts'
import { relationFilters } from './query/relation_filters.ts'

/** Records over HTTP (docs/api.md, "Resources"): which grant, which operation, which status. */
export default class ResourcesController {
  index(ctx: HttpContext) {
    return this.#answerList(ctx, ctx.request.qs())
  }

  query(ctx: HttpContext) {
    return this.#answerList(ctx, ctx.request.body())
  }

  async #answerList(ctx: HttpContext, input: Record<string, unknown>) {
    const options = input.as === 'options'
    if (input.as !== undefined && !options) throw invalidQuery({ parameter: 'as' })
    const grant = granted(ctx, options ? 'pick' : 'list')
    const query = parseQuery(input)
    if (query.deleted) granted(ctx, 'restore')
    if (!options) return sendJson(ctx.response, await list(grant, query))
    const { declared, others } = relationFilters(grant.resource.name, query.filters)
    const picking = narrowed(pickingGrant(grant), declared)
    const asked = asOptions({ ...query, filters: others }, picking)
    return sendJson(ctx.response, await list(picking, asked))
  }

  async show(ctx: HttpContext) {
    const { fields } = parseQuery(ctx.request.qs())
    const grant = granted(ctx, 'read')
    const { data, meta } = await find(grant, ctx.params.id, fields)
    const locale = localeOf(ctx.request)
    const transitions = meta.transitions.map((each) => inWords(grant.resource, each, locale))
    return sendJson(ctx.response, { data, meta: { ...meta, transitions } })
  }

  async store(ctx: HttpContext) {
    const grant = granted(ctx, 'create')
    const body = ctx.request.body()
    const answer = await once(
      ctx.actor,
      ctx.request,
      (written) => askWritten(grant, written),
      (finish) => create(grant, body, finish)
    )
    return sendJson(ctx.response.status(201), { data: await answer() })
  }

  async update(ctx: HttpContext) {
    const grant = granted(ctx, 'update')
    const { version, values } = versionOf(ctx)
    const answer = await update(grant, ctx.params.id, values, version, (written) =>
      askWritten(grant, written)
    )
    return sendJson(ctx.response, { data: await answer() })
  }

  async destroy(ctx: HttpContext) {
    await remove(granted(ctx, 'delete'), ctx.params.id, readVersion(ctx.request) ?? null)
    return ctx.response.status(204).send(null)
  }

  async bulk(ctx: HttpContext) {
    return { data: await bulk(ctx.actor, ctx.params.resource, ctx.request.body()) }
  }
}

/** The framework's own way looks at every value for what JSON cannot say, which records do not hold. */
function sendJson(response: HttpContext['response'], answer: object): void {
  response.header('Content-Type', 'application/json; charset=utf-8').send(JSON.stringify(answer))
}

function granted(ctx: HttpContext, action: Action): Grant {
  return authorize(ctx.actor, ctx.params.resource, action)
}

/** The version that was read, and the values that shall take the place of it. */
function versionOf(ctx: HttpContext): { version: number; values: Record<string, unknown> } {
  const { version: _, ...values } = ctx.request.body()
  const version = readVersion(ctx.request)
  if (version === undefined) throw new Refusal([{ code: 'E_REQUIRED', field: 'version' }])
  return { version, values }
}
