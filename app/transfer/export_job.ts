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
import { list, listedIds } from '#app/resources/operations/list.ts'
import type { Query } from '#app/resources/query/query.ts'
import { cellText, type ExportCell, type TextContext } from '#app/resources/cell_text.ts'
import { columnsOf, valueAt, type ExportColumn } from './export_columns.ts'
import { csvContent } from './csv_content.ts'
import { XLSX } from './sheet.ts'
import { resourceLabel, textContext } from '#app/resources/words.ts'
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
    const columns = columnsOf(grant, query.fields, locale)
    const context = await textContext(locale)
    const title = resourceLabel(grant.resource, locale)
    const rows = exportedRows(run, grant, query, columns, context)
    const content = format === 'csv' ? csvContent(columns, rows) : xlsxContent(title, columns, rows)
    const stored = await storeContent(Readable.from(content))
    const at = DateTime.now().setZone(context.zone).toFormat('yyyyMMdd-HHmm')
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

/**
 * What the list shows when the export begins, in its order: first every id, then the records a slice at a time as they
 * are by then. One that is gone from the list meanwhile is left out; none repeats or hides another.
 */
async function* exportedRows(
  run: JobRun,
  grant: Grant,
  query: Query,
  columns: readonly ExportColumn[],
  context: TextContext
): AsyncGenerator<ExportCell[]> {
  const fields = ['id', ...columns.map(({ path }) => path)]
  const whole = { ...query, sorters: [], fields, page: 1, total: 'none', can: false } as const
  const { slices, total } = await idsInOrder(run, grant, query)
  let done = 0
  await run.progress(0, total)
  for (const slice of slices) {
    const ids = slice.split(',')
    const filters = [...query.filters, { field: 'id', operator: 'in' as const, value: ids }]
    const { data } = await list(grant, { ...whole, filters, pageSize: ids.length })
    const records = new Map(data.map((record) => [record.id as string, record]))
    for (const id of ids) {
      const record = records.get(id)
      if (!record) continue
      yield columns.map(({ path, field }) => cellText(valueAt(record, path), field, context))
      await run.breathe()
      done += 1
    }
    await run.progress(done, total)
  }
  await run.progress(done, done)
}

/** Each slice one text, which costs a third of what its ids would one by one. */
async function idsInOrder(
  run: JobRun,
  grant: Grant,
  query: Query
): Promise<{ slices: string[]; total: number }> {
  const slices: string[] = []
  let total = 0
  let ids: string[] = []
  const close = () => void (ids.length > 0 && slices.push(ids.join(',')))
  for await (const id of listedIds(grant, query)) {
    total += 1
    ids.push(id)
    if (ids.length < SLICE) continue
    close()
    ids = []
    await run.breathe()
  }
  close()
  return { slices, total }
}
