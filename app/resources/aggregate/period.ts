/**
 * Days, weeks, months and years on the hospital's clock. The zone's offset of today is used for all times, so that
 * both databases can count with it; China has had one offset since 1991.
 */
import { raw, sql, type Sql } from '#app/database/sql.ts'
import { dialect } from '#app/database/store.ts'
import { hospitalNow } from '../hospital_time.ts'

export const PERIODS = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof PERIODS)[number]

/** Texts such as `2026-11-23`, `2026-11`, `2026`; a week is named by its Monday. */
export async function periodOf(moment: Sql, by: Period, hasTime: boolean): Promise<Sql> {
  const minutes = hasTime ? (await hospitalNow()).offset : 0
  return dialect() === 'mysql'
    ? mysqlPeriod(moment, by, minutes)
    : sqlitePeriod(moment, by, minutes)
}

const FORM = { day: '%Y-%m-%d', week: '%Y-%m-%d', month: '%Y-%m', year: '%Y' } as const

function sqlitePeriod(moment: Sql, by: Period, minutes: number): Sql {
  const shift = `${minutes >= 0 ? '+' : '-'}${Math.abs(minutes)} minutes`
  // The coming Sunday, today if it is one, and six days back.
  const monday = by === 'week' ? raw(`, 'weekday 0', '-6 days'`) : raw('')
  return sql`strftime(${FORM[by]}, ${moment}, ${shift}${monday})`
}

function mysqlPeriod(moment: Sql, by: Period, minutes: number): Sql {
  const local = sql`date_add(${moment}, interval ${minutes} minute)`
  const day = by === 'week' ? sql`date_sub(${local}, interval weekday(${local}) day)` : local
  return sql`date_format(${day}, ${FORM[by]})`
}
