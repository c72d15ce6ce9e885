import { BaseCommand } from '@adonisjs/core/ace'
import { verifyAudit, type Finding } from '#app/audit/verify.ts'

const MOST_SHOWN = 100

const SENTENCE: Record<Finding['kind'], string> = {
  changed: 'a line was changed',
  missing: 'lines are missing',
  inserted: 'a line was put in',
  rewritten: 'lines were rewritten',
  cut: 'the end was cut off',
  head: 'the note of where the log ends was changed',
}

/** Checks the audit log against its chain and its anchors. Ends with 1 when somebody has changed it. */
export default class AuditVerify extends BaseCommand {
  static override commandName = 'audit:verify'
  static override description = 'Check that nobody has changed the audit log'
  static override options = { startApp: true }

  override async run() {
    const { lines, waiting, findings } = await verifyAudit()
    for (const finding of findings.slice(0, MOST_SHOWN)) this.logger.error(describe(finding))
    if (findings.length > MOST_SHOWN)
      this.logger.error(`and ${findings.length - MOST_SHOWN} more findings`)
    if (findings.length > 0) {
      this.exitCode = 1
      return
    }
    this.logger.success(`${lines} lines are as they were written; ${waiting} wait to be sealed`)
  }
}

function describe({ kind, from, to, id }: Finding): string {
  const place =
    from === undefined ? '' : to === undefined || to === from ? ` ${from}` : ` ${from}–${to}`
  return `${kind}: ${SENTENCE[kind]}${place && `, place${place}`}${id ? `, id ${id}` : ''}`
}
