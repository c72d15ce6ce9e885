/** Puts built-in roles, their grants and menus into the database: once each, so that what a person changed stays. */
import { name, sql } from '#app/database/sql.ts'
import { row, rows, transaction } from '#app/database/store.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import type { MenuSeed, RoleSeed } from '#app/plugins/define_plugin.ts'
import { getResource } from '#app/resources/registry.ts'
import { change } from '#app/resources/operations/update.ts'
import { seedRecord } from '#app/resources/operations/seed_record.ts'
import { translate } from '#app/texts/texts.ts'
import { systemGrant } from './grant.ts'
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
  const known = await menuId(seed.key)
  if (known) return followTarget(known, seed)
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

/** A menu leads where code wants it until somebody led it elsewhere; what they called it and for whom it is stays. */
async function followTarget(id: string, seed: MenuSeed): Promise<void> {
  const target = seed.target ?? null
  const menu = await row(sql`select target, live from core__menus where id = ${id}`)
  if (menu!.live !== '' || menu!.target === target) return
  const chosen = await rows(
    sql`select ${name('after')} as given from core__commands
      where resource = 'core.menus' and record = ${id} and action = 'update' and by_user is not null`
  )
  const byHand = chosen.some(({ given }) => Object.hasOwn(JSON.parse(given as string), 'target'))
  if (!byHand) await change(systemGrant(getResource('core.menus'), 'update'), id, { target }, null)
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
