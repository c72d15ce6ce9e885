import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { rulesFor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { allResources, findResource } from '#app/resources/registry.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { parseQuery, type Query } from '#app/resources/query/query.ts'
import { localeOf } from '#app/texts/locale.ts'
import { wordsUnder } from '#app/texts/texts.ts'
import { auditLines, changesOf } from './audit_lines.ts'
import { journal } from './journal.ts'
import { resourceNamed } from './words.ts'

/** The audit log and the journal of configuration in words, for those who may read them. */
export default class AuditController {
  async index({ actor, request }: HttpContext) {
    return auditLines(authorize(actor, 'core.audit', 'list'), logQuery(request), localeOf(request))
  }

  /** What was changed by the act a line tells of. */
  async changes({ actor, params, request }: HttpContext) {
    const grant = authorize(actor, 'core.audit', 'read')
    return { data: await changesOf(grant, params.id, localeOf(request)) }
  }

  async commands({ actor, request }: HttpContext) {
    return journal(authorize(actor, 'core.commands', 'list'), logQuery(request), localeOf(request))
  }

  /** What the log can tell of: for the filters. */
  async subjects({ actor, request }: HttpContext) {
    const reads = ['core.audit', 'core.commands'].some(
      (log) => rulesFor(actor, log, 'list').length > 0
    )
    if (!reads) throw new Refusal('E_NOT_FOUND')
    const locale = localeOf(request)
    return {
      data: {
        actions: [...wordsUnder(locale, 'audit.actions')].map(([name, label]) => ({ name, label })),
        resources: allResources()
          .filter((resource) => !resource.isLog)
          .map(({ name, definition }) => ({
            ...resourceNamed(name, locale),
            configuration: definition.configuration === true,
          })),
      },
    }
  }

  /** Who did what with one record: for those who may read the log, whether or not they may see the record. */
  async record({ actor, params, request }: HttpContext) {
    const grant = authorize(actor, 'core.audit', 'read')
    if (!findResource(params.resource) || !isRecordId(params.id)) throw new Refusal('E_NOT_FOUND')
    const { page, pageSize } = parseQuery({ pageSize: 100, ...request.qs() })
    const query = parseQuery({
      filters: [
        { field: 'record', operator: 'eq', value: params.id },
        { field: 'resource', operator: 'eq', value: params.resource },
      ],
    })
    return auditLines(grant, { ...query, page, pageSize }, localeOf(request))
  }
}

/** Of a list's questions those that fit a log: its order and columns are its own. */
function logQuery(request: HttpContext['request']): Query {
  const { page, pageSize, filters, total } = parseQuery(request.qs())
  return { ...parseQuery({}), page, pageSize, filters, total }
}
