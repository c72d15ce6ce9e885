import { BaseCommand } from '@adonisjs/core/ace'
import { verifyAudit, type Finding } from '#app/audit/verify.ts'
import { verifyTimelines, type TimelineFinding } from '#app/lifecycle/verify_timelines.ts'

const MOST_SHOWN = 100

const SENTENCE: Record<Finding['kind'], string> = {
  changed: 'a line was changed',
  missing: 'lines are missing',
  inserted: 'a line was put in',
  rewritten: 'lines were rewritten',
  cut: 'the end was cut off',
  head: 'the note of where the log ends was changed',
}

const TIMELINE_SENTENCE: Record<TimelineFinding['kind'], string> = {
  changed: 'a line of a timeline was changed or put in',
  missing: 'a line of a timeline is missing',
  state: 'a record is not in the state its timeline ends in',
}

/** Checks the audit log against its chain and its anchors, and each record's timeline against its own. Ends with 1 when somebody has changed it. */
export default class AuditVerify extends BaseCommand {
  static override commandName = 'audit:verify'
  static override description = 'Check that nobody has changed the audit log'
  static override options = { startApp: true }

  override async run() {
    const log = await verifyAudit()
    const timelines = await verifyTimelines()
    const found = [...log.findings.map(describe), ...timelines.findings.map(describeTimeline)]
    for (const sentence of found.slice(0, MOST_SHOWN)) this.logger.error(sentence)
    if (found.length > MOST_SHOWN)
      this.logger.error(`and ${found.length - MOST_SHOWN} more findings`)
    if (found.length > 0) {
      this.exitCode = 1
      return
    }
    this.logger.success(
      `${log.lines} lines are as they were written; ${log.waiting} wait to be sealed`
    )
    this.logger.success(`${timelines.lines} lines of records' timelines are as they were written`)
  }
}

function describe({ kind, from, to, id }: Finding): string {
  const place =
    from === undefined ? '' : to === undefined || to === from ? ` ${from}` : ` ${from}–${to}`
  return `${kind}: ${SENTENCE[kind]}${place && `, place${place}`}${id ? `, id ${id}` : ''}`
}

function describeTimeline({ kind, resource, record, n }: TimelineFinding): string {
  return `${kind}: ${TIMELINE_SENTENCE[kind]}, ${resource} ${record}, place ${n}`
}
