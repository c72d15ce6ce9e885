/** Puts built-in roles, their grants and menus into the database: once each, so that what a person changed stays. */
import { sql } from '#app/database/sql.ts'
import { row, transaction } from '#app/database/store.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import type { MenuSeed, RoleSeed } from '#app/plugins/define_plugin.ts'
import { getResource } from '#app/resources/registry.ts'
import { seedRecord } from '#app/resources/operations/seed_record.ts'
import { translate } from '#app/texts/texts.ts'
import { CORE_MENUS, CORE_ROLES } from './built_in_roles.ts'

export async function seedAccess(): Promise<void> {
  const origins = [
    { id: 'core', roles: CORE_ROLES, menus: CORE_MENUS },
    ...loadedPlugins().map(({ id, roles = [], menus = [] }) => ({ id, roles, menus })),
  ]
  await transaction(async () => {
    for (const { id, roles } of origins) for (const role of roles) await seedRole(role, id)
    for (const { id, menus } of origins) for (const menu of menus) await seedMenu(menu, id)
  })
}

async function seedRole(seed: RoleSeed, origin: string): Promise<void> {
  const role =
    (await roleId(seed.code)) ??
    (await seedRecord(getResource('core.roles'), {
      code: seed.code,
      name: translate('zh-CN', `roles.${seed.code}`),
      origin,
    }))
  for (const {
    resource,
    actions,
    readFields = '*',
    writeFields = '*',
    scope = null,
  } of seed.grants) {
    for (const action of actions) {
      const known = await row(
        sql`select 1 as found from core__grants where role_id = ${role} and resource = ${resource} and action = ${action} limit 1`
      )
      if (!known)
        await seedRecord(getResource('core.grants'), {
          role,
          resource,
          action,
          readFields,
          writeFields,
          scope,
          origin,
        })
    }
  }
}

async function seedMenu(seed: MenuSeed, origin: string): Promise<void> {
  if (await menuId(seed.key)) return
  const roles = (await Promise.all(seed.roles.map(roleId))).filter((id) => id !== null)
  await seedRecord(getResource('core.menus'), {
    textKey: seed.key,
    name: translate('zh-CN', `menus.${seed.key}`),
    parent: seed.parent ? await menuId(seed.parent) : null,
    kind: seed.kind ?? 'screen',
    target: seed.target ?? null,
    icon: seed.icon ?? null,
    open: 'here',
    order: seed.order ?? 0,
    roles,
    origin,
  })
}

/** Also finds a record that was deleted: what a person removed is not brought back. */
async function roleId(code: string): Promise<string | null> {
  return (
    ((await row(sql`select id from core__roles where code = ${code}`))?.id as string | undefined) ??
    null
  )
}

async function menuId(key: string): Promise<string | null> {
  return (
    ((await row(sql`select id from core__menus where text_key = ${key}`))?.id as
      string | undefined) ?? null
  )
}
