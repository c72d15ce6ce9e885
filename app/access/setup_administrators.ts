/** The first accounts of a hospital: one administrator, or three where their work is separated. */
import { sql } from '#app/database/sql.ts'
import { row, transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { createRecords } from '#app/resources/operations/create_records.ts'
import { setting } from '#app/settings/settings.ts'
import { SEPARATED_ROLES, type AdministratorRole } from './rules/administrators.ts'

export interface NewAdministrator {
  role: AdministratorRole
  login: string
  name: string
  password: string
}

/** The roles that must be given to somebody before Xinglin can be administered. */
export async function rolesToSetUp(): Promise<readonly AdministratorRole[]> {
  return (await setting('security.separation')) ? SEPARATED_ROLES : ['administrator']
}

/**
 * Makes the accounts with their roles, all or none, each under the rules of any other account.
 * @throws a refusal for a weak or missing password, a login that is taken, or one account for two roles
 */
export async function setUpAdministrators(people: readonly NewAdministrator[]): Promise<void> {
  if (people.some(({ password }) => password === ''))
    throw new Refusal([{ code: 'E_REQUIRED', field: 'password' }])
  const logins = new Set(people.map(({ login }) => login.trim().toLowerCase()))
  if (logins.size < people.length) throw new Refusal('E_CONFLICT', { reason: 'separation' })
  await transaction(async () => {
    for (const { role, login, name, password } of people) {
      await createRecords('core.users', [{ login, name, password }])
      const account = await row(
        sql`select id from core__users where login = ${login.trim().toLowerCase()} and live = ''`
      )
      const found = await row(sql`select id from core__roles where code = ${role} and live = ''`)
      await createRecords('core.memberships', [{ user: account!.id, role: found!.id }])
    }
  })
}
