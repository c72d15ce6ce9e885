/** Writes the records a person may export into a file that is theirs, a slice after the other. */
import { Readable } from 'node:stream'
import { DateTime } from 'luxon'
import { authorize } from '#app/access/authorize.ts'
import type { Grant } from '#app/access/grant.ts'
import { appendAudit } from '#app/audit/log.ts'
import { transaction } from '#app/database/store.ts'
import { addFile } from '#app/files/add_file.ts'
import { removeContent, storeContent } from '#app/files/file_store.ts'
import type { JobHandler, JobRun } from '#app/jobs/job_run.ts'
import { hospitalZone } from '../hospital_time.ts'
import { list } from '../operations/list.ts'
import type { Query } from '../query/query.ts'
import { translate } from '#app/texts/texts.ts'
import { cellText, type ExportCell, type TextContext } from './cell_text.ts'
import { columnsOf, valueAt, type ExportColumn } from './export_columns.ts'
import { csvContent } from './csv_content.ts'
import { XLSX } from './sheet.ts'
import { optionLabel, resourceLabel } from './words.ts'
import { xlsxContent } from './xlsx_content.ts'

export type ExportFormat = 'xlsx' | 'csv'

const SLICE = 500

export const exportJob: JobHandler = {
  async run(run) {
    const {
      resource: resourceName,
      format,
      query,
    } = run.job.input as unknown as {
      resource: string
      format: ExportFormat
      query: Query
    }
    const grant = authorize(run.actor, resourceName, 'export')
    const { locale } = run.job.input
    const zone = await hospitalZone()
    const columns = columnsOf(grant, query.fields, locale)
    const context: TextContext = {
      zone,
      optionLabel: (field, value) => optionLabel(field, value, locale),
      yes: translate(locale, 'transfer.yes'),
      no: translate(locale, 'transfer.no'),
    }
    const title = resourceLabel(grant.resource, locale)
    const rows = exportedRows(run, grant, query, columns, context)
    const content = format === 'csv' ? csvContent(columns, rows) : xlsxContent(title, columns, rows)
    const stored = await storeContent(Readable.from(content))
    const at = DateTime.now().setZone(zone).toFormat('yyyyMMdd-HHmm')
    try {
      const fileId = await transaction(async () => {
        const file = {
          ...stored,
          name: `${title}_${at}.${format}`,
          type: format === 'csv' ? 'text/csv' : XLSX,
        }
        const id = await addFile(run.actor, file)
        await appendAudit(run.actor, {
          action: 'export',
          resource: grant.resource.name,
          record: null,
          detail: { file: id, format, rows: run.done, columns: columns.map(({ path }) => path) },
        })
        return id
      })
      return { result: { fileId, rows: run.done }, problems: [], failed: false }
    } catch (error) {
      await removeContent(stored.storedAs)
      throw error
    }
  },
}

/** By rising id: rows that come or go meanwhile neither repeat nor skip another. */
async function* exportedRows(
  run: JobRun,
  grant: Grant,
  query: Query,
  columns: readonly ExportColumn[],
  context: TextContext
): AsyncGenerator<ExportCell[]> {
  const fields = columns.map(({ path }) => path)
  const slice = { ...query, fields, page: 1, pageSize: SLICE, can: false } as const
  const byId = [{ field: 'id', order: 'asc' }] as const
  const counted = await list(grant, { ...slice, pageSize: 1, total: 'exact' })
  const total = counted.meta.total ?? 0
  let done = 0
  let last = ''
  await run.progress(0, total)
  for (;;) {
    const filters = last
      ? [...query.filters, { field: 'id', operator: 'gt' as const, value: last }]
      : query.filters
    const { data } = await list(grant, { ...slice, filters, sorters: byId, total: 'none' })
    for (const record of data) {
      yield columns.map(({ path, field }) => cellText(valueAt(record, path), field, context))
      await run.breathe()
    }
    done += data.length
    await run.progress(done, Math.max(total, done))
    if (data.length < SLICE) return
    last = data.at(-1)!.id as string
  }
}
