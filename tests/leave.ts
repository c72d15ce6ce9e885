/** The leave request of docs/lifecycles.md, as it stands there, in the running server. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import app from '@adonisjs/core/services/app'
import { seedAccess } from '#app/access/seed.ts'
import { raw, sql } from '#app/database/sql.ts'
import { raiseStamp } from '#app/database/stamp.ts'
import { dialect, execute, row } from '#app/database/store.ts'
import { offerTransitions } from '#app/lifecycle/offer_transitions.ts'
import type { PluginDefinition } from '#app/plugins/define_plugin.ts'
import { loadPlugins } from '#app/plugins/host.ts'
import { checkRelations, getResource } from '#app/resources/registry.ts'
import { statements } from '#app/resources/schema/ddl.ts'
import { plan } from '#app/resources/schema/plan.ts'
import { tablesOf } from '#app/resources/schema/resource_tables.ts'
import { loadTexts } from '#app/texts/texts.ts'
import { samples } from './functional/page_samples.ts'
import { clientOf, makePerson, type Client } from './people.ts'

/** Writes the files of the page, and installs what they make. Returns where they are and what removes them. */
export async function installLeave(): Promise<{
  folder: string
  files: string[]
  remove: () => void
}> {
  const files = samples(readFileSync(app.makePath('docs/lifecycles.md'), 'utf8'))
  mkdirSync(app.makePath('storage'), { recursive: true })
  // Inside the repository, so that it finds its packages, where nothing else looks for plugins.
  const folder = mkdtempSync(app.makePath('storage', 'leave-'))
  for (const [file, text] of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  cpSync(join(folder, 'lang/zh-CN.json'), join(folder, 'lang/en.json'))
  const { default: plugin } = (await import(pathToFileURL(join(folder, 'plugin.ts')).href)) as {
    default: PluginDefinition
  }
  loadPlugins([plugin])
  loadTexts(join(folder, 'lang'))
  checkRelations()
  offerTransitions()
  const tables = tablesOf(getResource('leave.requests'))
  for (const step of plan(new Map(), new Map(tables.map((table) => [table.name, table]))))
    for (const statement of statements(step, dialect())) await execute(raw(statement))
  await seedAccess()
  await raiseStamp()
  return {
    folder,
    files: [...files.keys()],
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Where the doctor of the demo works. */
export async function doctorsDepartment(): Promise<string> {
  const ward = await row(
    sql`select m.department_id from core__memberships m join core__users u on u.id = m.user_id where u.login = ${'doctor'}`
  )
  return ward!.department_id as string
}

/** Somebody who also works there, and decides for the department; their login. */
export async function makeHead(admin: Client, department: string): Promise<string> {
  const login = `head-${process.pid}-${department.slice(-6)}`
  const { id } = await makePerson(admin, login)
  for (const code of ['doctor', 'leave_head']) {
    const role = await row(sql`select id from core__roles where code = ${code} and live = ''`)
    const membership = { user: id, role: role!.id, department }
    await admin('POST', '/api/resources/core.memberships', membership)
  }
  return login
}

/** Asks for leave; the request's id. */
export async function askForLeave(login: string, values: object = {}): Promise<string> {
  const person = await clientOf(login)
  const leave = { begins: '2026-12-01', ends: '2026-12-03', why: '探亲', ...values }
  const made = await person('POST', '/api/resources/leave.requests', leave)
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return made.body.data.id
}
