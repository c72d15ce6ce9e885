import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { rulesFor, Grant } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { ownTemporaryFile } from '#app/files/file_access.ts'
import { queueJob } from '#app/jobs/job_row.ts'
import { localeOf } from '#app/texts/locale.ts'
import { translate } from '#app/texts/texts.ts'
import { checkQuery } from '#app/resources/operations/list.ts'
import { parseQuery } from '#app/resources/query/query.ts'
import { columnsOf } from './export_columns.ts'
import { fillableFields, parseImport, planImport } from './import_plan.ts'
import { openSheet } from './sheet.ts'
import { preview } from './preview.ts'

/** Imports and exports over HTTP: what can be refused is refused here, the rest is a job. */
export default class TransfersController {
  async preview(ctx: HttpContext) {
    const importing = authorize(ctx.actor, ctx.params.resource, 'import')
    const creating = authorize(ctx.actor, ctx.params.resource, 'create')
    const { resource } = importing
    const rules = rulesFor(ctx.actor, resource.name, 'update')
    const updating = rules.length > 0 ? new Grant(ctx.actor, resource, 'update', rules) : null
    const file = await ownTemporaryFile(ctx.actor, ctx.request.body().fileId)
    const fields = fillableFields({ resource, importing, creating, updating })
    return { data: await preview(await openSheet(file), fields) }
  }

  async import(ctx: HttpContext) {
    const resource = authorize(ctx.actor, ctx.params.resource, 'import').resource.name
    const input = parseImport(ctx.request.body())
    const file = await ownTemporaryFile(ctx.actor, input.fileId)
    const sheet = await openSheet(file)
    await sheet.close()
    planImport(ctx.actor, resource, input, sheet.columns)
    const locale = localeOf(ctx.request)
    const subject = `${translate(locale, `${resource}.label`)} · ${file.name}`
    const jobId = await queueJob(ctx.actor, {
      kind: 'import',
      subject,
      locale,
      input: { ...input, resource },
    })
    return ctx.response.status(202).json({ data: { jobId } })
  }

  async export(ctx: HttpContext) {
    const grant = authorize(ctx.actor, ctx.params.resource, 'export')
    const { format, query: given = {} } = ctx.request.body()
    if (format !== 'xlsx' && format !== 'csv')
      throw new Refusal([{ code: 'E_INVALID', field: 'format' }])
    const query = parseQuery(given)
    if (query.deleted) authorize(ctx.actor, ctx.params.resource, 'restore')
    await checkQuery(grant, query)
    const locale = localeOf(ctx.request)
    if (columnsOf(grant, query.fields, locale).length === 0) throw new Refusal('E_FORBIDDEN')
    const resource = grant.resource.name
    const jobId = await queueJob(ctx.actor, {
      kind: 'export',
      subject: translate(locale, `${resource}.label`),
      locale,
      input: { resource, format, query },
    })
    return ctx.response.status(202).json({ data: { jobId } })
  }
}
