/**
 * Fills the database of the bench, through the engine's own columns and codecs but without its history, and makes the
 * person who asks. Prints what the other processes need to know.
 */
import { readFile } from 'node:fs/promises'
process.env.LOG_LEVEL ??= 'error'
await import('../start/process.ts')
const { Ignitor } = await import('@adonisjs/core')
const { APP_ROOT, importer } = await import('../start/app.ts')
const { FORMS, GRANTS, PERSON, SIZES, TYPISTS } = await import('./settings.ts')

const app = new Ignitor(APP_ROOT, { importer }).createApp('console')
await app.init()
await app.boot()
const { prepare } = await import('#app/system/prepare.ts')
const { sql, join, name } = await import('#app/database/sql.ts')
const { execute, row, transaction } = await import('#app/database/store.ts')
const { getResource } = await import('#app/resources/registry.ts')
const { seedRecord } = await import('#app/resources/operations/seed_record.ts')
const { newRecordId } = await import('#app/database/record_id.ts')
const { default: hash } = await import('@adonisjs/core/services/hash')
type Values = Record<string, unknown>

const BATCH = 500

/** Writes records with their search columns, many a statement. */
async function fill(resourceName: string, records: Iterable<Values>): Promise<void> {
  const resource = getResource(resourceName)
  const now = new Date().toISOString()
  const system = { version: 1, createdAt: now, updatedAt: now }
  let batch: Values[] = []
  const write = async () => {
    const lines = batch.map((values) => {
      const all: Values = { id: newRecordId(), ...system, ...values }
      const stored = resource.storedFields.flatMap((field) => [
        [field.column, field.toDb(all[field.name] ?? null)],
        ...Object.entries(
          (all[field.name] && field.type.companionValues?.(all[field.name], field)) || {}
        ),
      ])
      return Object.fromEntries([...stored, ['live', '']]) as Values
    })
    const columns = [...new Set(lines.flatMap((line) => Object.keys(line)))]
    const values = lines.map(
      (line) => sql`(${join(columns.map((column) => sql`${line[column] ?? null}`))})`
    )
    await execute(
      sql`insert into ${name(resource.table)} (${join(columns.map(name))}) values ${join(values)}`
    )
    batch = []
  }
  await transaction(async () => {
    for (const record of records) {
      batch.push(record)
      if (batch.length === BATCH) await write()
    }
    if (batch.length > 0) await write()
  })
}

function* drugs(departments: string[], typists: string[]): Iterable<Values> {
  for (let i = 0; i < SIZES.drugs; i++)
    yield {
      code: `D${String(i).padStart(6, '0')}`,
      genericName: `${NAMES[i % NAMES.length]}${(i * 7919) % SIZES.drugs}号`,
      tradeName: `商品${i % 4000}`,
      kind: ['western', 'chinese_patent', 'herb'][i % 3],
      form: FORMS[(i * 31) % FORMS.length],
      specification: `${(i % 20) * 5 + 5} mg × ${(i % 4) * 12 + 12} 片`,
      unit: '盒',
      packSize: (i % 40) + 1,
      price: ((i * 37) % 90_000) + 100,
      route: ['口服', '静脉滴注', '肌内注射', '外用'][i % 4],
      manufacturer: `制药厂${i % 300}`,
      insuranceClass: ['A', 'B', 'none'][i % 3],
      prescriptionOnly: i % 2 === 0,
      status: i % 20 === 0 ? 'disabled' : 'enabled',
      // A form comes every 200 drugs, the department changes with each 200: half the drugs of a form are the person's.
      departmentId: departments[Math.floor(i / FORMS.length) % 2],
      createdBy: typists[(i * 13) % typists.length],
    }
}
const NAMES = ['阿莫西林', '头孢克肟', '硫酸镁', '缩宫素', '黄体酮', '叶酸', '维生素D', '布洛芬']

function* items(): Iterable<Values> {
  for (let i = 0; i < SIZES.deepRows; i++)
    yield {
      code: `I${String(i).padStart(8, '0')}`,
      name: '项目',
      kind: ['exam', 'lab', 'treatment'][i % 3],
      unit: '次',
      price: (i * 37) % 90_000,
      status: 'enabled',
    }
}

const SYNDROMES = [
  '糖尿病',
  '高血压',
  '贫血',
  '感染',
  '出血',
  '水肿',
  '肝内胆汁淤积症',
  '甲状腺功能减退',
]
const PLACES = ['妊娠期', '妊娠合并', '产后', '新生儿', '先天性', '继发性', '急性', '慢性']

/**
 * The real list where `BENCH_DIAGNOSES` names one (csv: code, name), else as many made-up ones around the diagnoses
 * that the picker is asked for.
 */
async function diagnoses(): Promise<Values[]> {
  const file = process.env.BENCH_DIAGNOSES
  if (file) {
    const { parse } = await import('csv-parse/sync')
    const lines = parse(await readFile(file), { bom: true, columns: false, from: 2 }) as string[][]
    return lines.map(([code, title]) => ({ code, name: title, status: 'enabled' }))
  }
  const known = [
    ['O24.400', '妊娠期糖尿病'],
    ['O13.x00', '妊娠期高血压'],
    ['O26.600', '妊娠期肝内胆汁淤积症'],
  ]
  const made = Array.from({ length: SIZES.diagnoses - known.length }, (_, i) => [
    `${String.fromCharCode(65 + (i % 26))}${String(Math.floor(i / 26) % 100).padStart(2, '0')}.${i}`,
    `${PLACES[Math.floor(i / 8) % 8]}${SYNDROMES[i % 8]}${Math.floor(i / 64)}型`,
  ])
  return [...known, ...made].map(([code, title]) => ({ code, name: title, status: 'enabled' }))
}

/** A role that sees the drugs of its departments, most of their fields, and the names of colleagues. */
async function makePerson(department: string): Promise<void> {
  const role = await seedRecord(getResource('core.roles'), {
    code: 'bench',
    name: '药剂（测速）',
    origin: 'bench',
  })
  const own = [{ field: 'departmentId', operator: 'in', value: ['$user.departmentTreeIds'] }]
  const grant = (resource: string, action: string, readFields: unknown, scope: unknown = null) =>
    seedRecord(getResource('core.grants'), {
      role,
      resource,
      action,
      readFields,
      writeFields: action === 'create' || action === 'update' ? GRANTS.write : [],
      scope,
      origin: 'bench',
    })
  await grant('dictionary.drugs', 'list', GRANTS.list, own)
  for (const action of ['read', 'create', 'update'])
    await grant('dictionary.drugs', action, GRANTS.read, own)
  await grant('core.users', 'pick', ['name'])
  await grant('dictionary.items', 'list', '*')
  await grant('dictionary.diagnoses', 'pick', ['name', 'code'])
  const user = await seedRecord(getResource('core.users'), {
    login: PERSON.login,
    name: '测速药师',
    password: await hash.make(PERSON.password),
    status: 'active',
    mustChangePassword: false,
  })
  await seedRecord(getResource('core.memberships'), { user, role, department })
}

async function makeDepartment(title: string, parent: string | null): Promise<string> {
  return seedRecord(getResource('core.departments'), {
    name: title,
    kind: parent ? 'department' : 'institution',
    parent,
    status: 'active',
    order: 0,
  })
}

await app.start(async () => {
  await prepare(app.appRoot, () => {})
  const known = await row(sql`select id from core__departments where name = '药剂科'`)
  let own = known?.id as string | undefined
  if (!own) {
    const hospital = await makeDepartment('测速医院', null)
    own = await makeDepartment('药剂科', hospital)
    const other = await makeDepartment('中药房', hospital)
    const typists = Array.from({ length: TYPISTS }, newRecordId)
    await fill(
      'core.users',
      typists.map((id, i) => ({
        id,
        login: `typist${i}`,
        name: `录入员${i}`,
        password: '-',
        status: 'active',
        mustChangePassword: false,
      }))
    )
    await fill('dictionary.diagnoses', await diagnoses())
    if (process.env.DB_CONNECTION === 'mysql') {
      await fill('dictionary.drugs', drugs([own, other], typists))
      await fill('dictionary.items', items())
      // What the hand-written writes leave their trail in.
      for (const table of ['revisions', 'audit', 'outbox'])
        await execute(sql`create table ${name(`bench__${table}`)} like ${name(`core__${table}`)}`)
    }
    await makePerson(own)
  }
  console.log(JSON.stringify({ department: own }))
})
await app.terminate()
process.exit(0)
