import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import { format, resolveConfig } from 'prettier'
import type { Locale } from '@xinglin/contracts'
import { SYSTEM_ACTOR, type Actor } from '#app/access/grant.ts'
import { actorOf } from '#app/access/snapshot.ts'
import { generateClient } from '#app/client/generate.ts'
import { sql } from '#app/database/sql.ts'
import { row } from '#app/database/store.ts'
import { LOCALES } from '#app/texts/texts.ts'

/** Writes a typed client: one TypeScript file that needs nothing but `fetch`. */
export default class ClientGenerate extends BaseCommand {
  static override commandName = 'client:generate'
  static override description = 'Write a typed TypeScript client of the API'
  static override options = { startApp: true }

  declare out: string
  declare as: string | undefined
  declare resource: string[] | undefined
  declare locale: string

  static {
    this.defineFlag('out', { type: 'string', required: true, description: 'The file to write' })
    this.defineFlag('as', {
      type: 'string',
      description: 'The login of an account: only what it may do. Without it: everything',
    })
    this.defineFlag('resource', {
      type: 'array',
      description: 'A resource, or `plugin.` for all of a plugin; may be repeated',
    })
    this.defineFlag('locale', {
      type: 'string',
      default: 'zh-CN',
      description: 'The language of the comments: zh-CN or en',
    })
  }

  override async run() {
    try {
      const text = await generateClient({
        actor: await this.#actor(),
        locale: this.#locale(),
        resources: this.resource ?? [],
      })
      const options = await resolveConfig('package.json')
      const file = resolve(this.out)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, await format(text, { ...options, parser: 'typescript' }))
      this.logger.action(`write ${this.out}`).succeeded()
    } catch (error) {
      this.exitCode = 1
      this.logger.error((error as Error).message)
    }
  }

  async #actor(): Promise<Actor> {
    if (!this.as) return SYSTEM_ACTOR
    const user = await row(
      sql`select id from core__users where login = ${this.as.toLowerCase()} and live = ''`
    )
    if (!user) throw new Error(`There is no account ${this.as}`)
    return actorOf(user.id as string, null)
  }

  #locale(): Locale {
    const locale = LOCALES.find((each) => each === this.locale)
    if (!locale) throw new Error(`--locale may be ${LOCALES.join(' or ')}`)
    return locale
  }
}
