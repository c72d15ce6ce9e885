/**
 * Chains the lines of the audit log within a second, in the order they are committed. Whoever holds the head's row
 * is the sealer, so with several nodes there is still one.
 */
import logger from '@adonisjs/core/services/logger'
import { inList, join, sql, type Sql } from '#app/database/sql.ts'
import { execute, forUpdate, row, rows, transaction, type Row } from '#app/database/store.ts'
import { anchor } from './anchors.ts'
import { headMark, lineMark, link, REFUSED } from './seal.ts'

const EVERY_MS = 400
const ANCHOR_MS = 60_000
const BATCH = 300

export interface Head {
  seq: number
  seal: string
}

let timer: NodeJS.Timeout | undefined
let running: Promise<void> = Promise.resolve()
let anchoredAt = -Infinity
let anchored = 0

export function startSealer(): void {
  timer = setInterval(() => {
    running = running.then(round)
  }, EVERY_MS)
  timer.unref()
}

/** Seals what is there, and anchors the end. */
export async function stopSealer(): Promise<void> {
  if (!timer) return
  clearInterval(timer)
  timer = undefined
  anchoredAt = -Infinity
  running = running.then(round)
  await running
}

async function round(): Promise<void> {
  try {
    const head = await sealAll()
    if (!head || head.seq === anchored || performance.now() - anchoredAt < ANCHOR_MS) return
    await anchor(head)
    anchored = head.seq
    anchoredAt = performance.now()
  } catch (error) {
    logger.error({ err: error }, 'the audit log could not be sealed; trying again')
  }
}

/** Chains everything that waits; returns the end of the chain, or null when somebody has tampered with it. */
export async function sealAll(): Promise<Head | null> {
  for (;;) {
    const waiting = await row(
      sql`select 1 as found from core__audit where seq is null and (seal is null or seal <> ${REFUSED}) limit 1`
    )
    if (!waiting) return readHead()
    if (!(await transaction(sealBatch))) return null
  }
}

async function sealBatch(): Promise<boolean> {
  const head = (await readHead(true)) ?? (await firstHead())
  if (!head) return false
  const waiting = await rows(
    sql`select * from core__audit where seq is null and (seal is null or seal <> ${REFUSED}) order by id limit ${BATCH}`
  )
  const [genuine, foreign] = partition(waiting, (line) => line.seal === lineMark(line))
  if (foreign.length > 0) await refuse(foreign)
  if (genuine.length > 0) await chain(head, genuine)
  return true
}

async function chain(head: Head, lines: readonly Row[]): Promise<void> {
  let { seq, seal } = head
  const links = lines.map((line) => {
    seq += 1
    seal = link(seal, seq, line)
    return { id: line.id, seq, seal }
  })
  const choose = (value: (item: (typeof links)[number]) => Sql) =>
    join(
      links.map((item) => sql`when ${item.id} then ${value(item)}`),
      ' '
    )
  await execute(
    sql`update core__audit set seq = case id ${choose((item) => sql`${item.seq}`)} end, seal = case id ${choose((item) => sql`${item.seal}`)} end
      where ${inList(
        sql`id`,
        links.map(({ id }) => id)
      )}`
  )
  await execute(
    sql`update core__audit_head set seq = ${seq}, seal = ${seal}, mac = ${headMark(seq, seal)} where name = 'head'`
  )
}

async function refuse(lines: readonly Row[]): Promise<void> {
  const ids = lines.map(({ id }) => id)
  logger.error({ lines: ids }, 'lines of the audit log were not written by this system')
  await execute(sql`update core__audit set seal = ${REFUSED} where ${inList(sql`id`, ids)}`)
}

/** null where there is none yet; an end that was tampered with stops the sealing, so that `audit:verify` still sees it. */
async function readHead(lock = false): Promise<Head | null> {
  const statement = sql`select seq, seal, mac from core__audit_head where name = 'head'`
  const found = await row(lock ? forUpdate(statement) : statement)
  if (!found) return null
  const head = { seq: Number(found.seq), seal: found.seal as string }
  if (headMark(head.seq, head.seal) !== found.mac)
    throw new Error('the end of the audit chain was changed; run node ace audit:verify')
  return head
}

/** Only for a log that has never been sealed: a missing end of an existing chain is not made good. */
async function firstHead(): Promise<Head | null> {
  const sealed = await row(sql`select 1 as found from core__audit where seq is not null limit 1`)
  if (sealed) throw new Error('the end of the audit chain is missing; run node ace audit:verify')
  await execute(
    sql`insert into core__audit_head (name, seq, seal, mac) values ('head', 0, '', ${headMark(0, '')})`
  )
  return { seq: 0, seal: '' }
}

function partition<T>(list: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [list.filter(test), list.filter((item) => !test(item))]
}
