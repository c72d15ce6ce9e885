import { BaseCommand } from '@adonisjs/core/ace'
import {
  rolesToSetUp,
  setUpAdministrators,
  type NewAdministrator,
} from '#app/access/setup_administrators.ts'
import type { AdministratorRole } from '#app/access/rules/administrators.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { prepare } from '#app/system/prepare.ts'
import { translate } from '#app/texts/texts.ts'

/** Makes the administrators of a new installation; asks for what no flag says. */
export default class SetupAdmin extends BaseCommand {
  static override commandName = 'setup:admin'
  static override description = 'Make the accounts that administer this installation'
  static override help = [
    'One account, or three where `security.separation` is on (the default outside the demo).',
    'Without a terminal: --account=<role>:<login>:<name>, once for each role, and the passwords in',
    'the environment as PASSWORD_<ROLE>, for example PASSWORD_AUDITOR.',
  ]
  static override options = { startApp: true }

  declare account: string[] | undefined

  static {
    this.defineFlag('account', {
      type: 'array',
      description: 'An account as <role>:<login>:<name>',
    })
  }

  override async run() {
    await prepare(this.app.appRoot, (message) => this.logger.info(message))
    const roles = await rolesToSetUp()
    const people: NewAdministrator[] = []
    for (const role of roles) people.push(this.#fromFlags(role) ?? (await this.#ask(role)))
    try {
      await setUpAdministrators(people)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.exitCode = 1
      for (const problem of error.problems) this.logger.error(inWords(problem))
      return
    }
    for (const { role, login } of people) this.logger.success(`${role}: ${login}`)
  }

  #fromFlags(role: AdministratorRole): NewAdministrator | null {
    const given = this.account?.find((each) => each.startsWith(`${role}:`))?.split(':')
    if (!given) return null
    const [, login = '', name = login] = given
    return { role, login, name, password: process.env[`PASSWORD_${role.toUpperCase()}`] ?? '' }
  }

  async #ask(role: AdministratorRole): Promise<NewAdministrator> {
    const label = translate('zh-CN', `roles.${role}`)
    const login = await this.prompt.ask(`${label} (${role}): login`)
    const name = await this.prompt.ask(`${label}: name`, { default: label })
    const password = await this.prompt.secure(`${label}: password`)
    return { role, login, name, password }
  }
}

function inWords({ code, field, meta }: Refusal['problems'][number]): string {
  const key = meta?.reason ? `errors.${code}.${String(meta.reason)}` : `errors.${code}`
  return [field, translate('en', key, meta), meta?.missing && `(${String(meta.missing)})`]
    .filter(Boolean)
    .join(' ')
}
