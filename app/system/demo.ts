/** The demo hospital: departments, accounts with a known password, and what the plugins add. Made once. */
import hash from '@adonisjs/core/services/hash'
import { sql } from '#app/database/sql.ts'
import { row, transaction } from '#app/database/store.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { getResource } from '#app/resources/registry.ts'
import { seedRecord } from '#app/resources/operations/seed_record.ts'

export const DEMO_PASSWORD = 'xinglin-demo-2026'

interface DemoAccount {
  login: string
  name: string
  roles: string[]
  department: string | null
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    login: 'admin',
    name: '系统管理员',
    roles: ['administrator', 'system_administrator'],
    department: '信息科',
  },
  {
    login: 'security',
    name: '安全管理员',
    roles: ['security_administrator'],
    department: '信息科',
  },
  { login: 'auditor', name: '安全审计员', roles: ['auditor'], department: '信息科' },
  { login: 'doctor', name: '林静', roles: ['doctor'], department: '产科' },
  { login: 'doctor2', name: '周明远', roles: ['doctor'], department: '儿科' },
  { login: 'pharmacist', name: '陈药师', roles: ['pharmacist'], department: '药剂科' },
  { login: 'agent', name: '客服小杏', roles: ['agent'], department: '客户服务中心' },
  { login: 'patient', name: '王女士', roles: ['patient'], department: null },
  { login: 'patient2', name: '李先生', roles: ['patient'], department: null },
]

const INSTITUTION = '杏林妇幼保健院'
const DEPARTMENTS = [
  '产科',
  '妇科',
  '儿科',
  '新生儿科',
  '药剂科',
  '检验科',
  '客户服务中心',
  '信息科',
]

/** Returns whether there was anything to make. */
export async function seedDemo(): Promise<boolean> {
  if (await row(sql`select 1 as found from core__users limit 1`)) return false
  const password = await hash.make(DEMO_PASSWORD)
  await transaction(async () => {
    const departments = await seedDepartments()
    for (const account of DEMO_ACCOUNTS) await seedAccount(account, departments, password)
  })
  for (const plugin of loadedPlugins()) await plugin.demo?.()
  return true
}

async function seedDepartments(): Promise<Map<string, string>> {
  const resource = getResource('core.departments')
  const institution = await seedRecord(resource, {
    name: INSTITUTION,
    kind: 'institution',
    status: 'active',
    order: 0,
  })
  const ids = new Map<string, string>()
  for (const [order, name] of DEPARTMENTS.entries()) {
    ids.set(
      name,
      await seedRecord(resource, {
        name,
        kind: 'department',
        parent: institution,
        status: 'active',
        order,
      })
    )
  }
  return ids
}

async function seedAccount(
  { login, name, roles, department }: DemoAccount,
  departments: Map<string, string>,
  password: string
): Promise<void> {
  const user = await seedRecord(getResource('core.users'), {
    login,
    name,
    password,
    status: 'active',
    mustChangePassword: false,
  })
  for (const code of roles) {
    const role = (await row(sql`select id from core__roles where code = ${code}`))!.id
    await seedRecord(getResource('core.memberships'), {
      user,
      role,
      department: department && departments.get(department),
    })
  }
}
