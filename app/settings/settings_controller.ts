import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { bouncerOf } from '#app/access/policies/bouncer.ts'
import SettingsPolicy from '#app/access/policies/settings_policy.ts'
import { name, sql } from '#app/database/sql.ts'
import { row, transaction } from '#app/database/store.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { create } from '#app/resources/operations/create.ts'
import { change } from '#app/resources/operations/update.ts'
import { localeOf } from '#app/texts/locale.ts'
import { setting, settingDefinitions } from './settings.ts'
import { settingsTold } from './settings_told.ts'

/** The hospital's settings by key: what may be set, and what is. */
export default class SettingsController {
  async index({ actor, request }: HttpContext) {
    await bouncerOf(actor).with(SettingsPolicy).authorize('view')
    return { data: await settingsTold(localeOf(request)) }
  }

  /** Written as the record it is, so that checks, revision and journal apply. */
  async update({ actor, params, request }: HttpContext) {
    await bouncerOf(actor).with(SettingsPolicy).authorize('change')
    const key: unknown = params.key
    if (typeof key !== 'string' || !settingDefinitions().has(key)) throw new Refusal('E_NOT_FOUND')
    const body = request.body()
    if (!Object.hasOwn(body, 'value')) throw new Refusal([{ code: 'E_REQUIRED', field: 'value' }])
    const { value } = body
    await transaction(async () => {
      const present = await row(
        sql`select id from core__settings where ${name('key')} = ${key} and live = ''`
      )
      if (present)
        await change(
          authorize(actor, 'core.settings', 'update'),
          present.id as string,
          { value },
          null
        )
      else await create(authorize(actor, 'core.settings', 'create'), { key, value })
    })
    return { data: { key, value: await setting(key) } }
  }
}
