import { sql } from '#app/database/sql.ts'
import { dialect, execute, row } from '#app/database/store.ts'

/**
 * Takes the next count of a sequence in one atomic step of the running transaction. The row stays locked until it
 * ends, so two records never get the same; a rollback leaves no gap on SQLite and may leave one on MySQL.
 */
export async function nextCount(name: string, period: string): Promise<number> {
  const again =
    dialect() === 'mysql'
      ? sql`on duplicate key update value = value + 1`
      : sql`on conflict (name, period) do update set value = value + 1`
  await execute(
    sql`insert into core__sequences (name, period, value) values (${name}, ${period}, 1) ${again}`
  )
  const taken = await row(
    sql`select value from core__sequences where name = ${name} and period = ${period}`
  )
  return Number(taken!.value)
}
