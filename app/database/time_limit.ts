/** How long a question may keep the database busy, so that a careless one takes nothing from everybody else. */
import type { Sql } from './sql.ts'

const SECONDS = 5

/** A SELECT that the server itself breaks off. MariaDB and MySQL each take the other's words for a comment. */
export function inTime(statement: Sql): Sql {
  if (!/^select\b/i.test(statement.text)) return statement
  const rest = statement.text.slice('select'.length)
  const limits = {
    mariadb: `/*M! set statement max_statement_time = ${SECONDS} for */`,
    mysql: `/*+ max_execution_time(${SECONDS * 1000}) */`,
  }
  return { text: `${limits.mariadb} select ${limits.mysql}${rest}`, values: statement.values }
}
