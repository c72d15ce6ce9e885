/** Reads the whole audit log and says what was done to it. Streams: memory does not grow with the log. */
import { sql } from '#app/database/sql.ts'
import { row, rows, type Row } from '#app/database/store.ts'
import { readAnchors } from './anchors.ts'
import { headMark, lineMark, link } from './seal.ts'

export interface Finding {
  kind: 'changed' | 'missing' | 'inserted' | 'rewritten' | 'cut' | 'head'
  /** Places in the chain, first and last. */
  from?: number
  to?: number
  id?: string
}
export interface Report {
  lines: number
  /** Written a moment ago and not chained yet. */
  waiting: number
  findings: Finding[]
}

const PAGE = 5000

export async function verifyAudit(): Promise<Report> {
  const anchors = await readAnchors()
  const chain = await walk(anchors)
  const unsealed = await unsealedLines()
  const end = await checkEnd(chain.last, anchors)
  return {
    lines: chain.lines,
    waiting: unsealed.waiting,
    findings: [...chain.findings, ...unsealed.findings, ...end],
  }
}

interface Walked {
  lines: number
  last: { seq: number; seal: string }
  findings: Finding[]
}

/**
 * A changed line breaks its own link alone, as the next is checked against what stands there; broken links in a row
 * are a chain that somebody rewrote without the key. Rewritten with the key, it does not fit the anchors.
 */
async function walk(anchors: ReadonlyMap<number, string>): Promise<Walked> {
  const findings: Finding[] = []
  let last = { seq: 0, seal: '' }
  let lines = 0
  for await (const line of sealedLines()) {
    lines += 1
    const seq = Number(line.seq)
    const seal = line.seal as string
    // After a gap the link before is not known, and this line can only be taken as it is.
    if (seq > last.seq + 1) findings.push({ kind: 'missing', from: last.seq + 1, to: seq - 1 })
    else if (seal !== link(last.seal, seq, line)) broken(findings, seq, line.id as string)
    const anchored = anchors.get(seq)
    if (anchored && anchored !== seal) findings.push({ kind: 'rewritten', from: seq, to: seq })
    last = { seq, seal }
  }
  return { lines, last, findings }
}

function broken(findings: Finding[], seq: number, id: string): void {
  const previous = findings.findLast(({ kind }) => kind === 'changed' || kind === 'rewritten')
  if (previous && previous.to === seq - 1) {
    previous.kind = 'rewritten'
    previous.to = seq
    delete previous.id
  } else findings.push({ kind: 'changed', from: seq, to: seq, id })
}

async function* sealedLines(): AsyncGenerator<Row> {
  let after = 0
  for (;;) {
    const page = await rows(
      sql`select * from core__audit where seq > ${after} order by seq limit ${PAGE}`
    )
    yield* page
    if (page.length < PAGE) return
    after = Number(page.at(-1)!.seq)
  }
}

/** Lines outside the chain: those of a moment ago, and those that nobody with the key wrote. */
async function unsealedLines(): Promise<{ waiting: number; findings: Finding[] }> {
  const findings: Finding[] = []
  let waiting = 0
  let after = ''
  for (;;) {
    const page = await rows(
      sql`select * from core__audit where seq is null and id > ${after} order by id limit ${PAGE}`
    )
    for (const line of page) {
      if (line.seal === lineMark(line)) waiting += 1
      else findings.push({ kind: 'inserted', id: line.id as string })
    }
    if (page.length < PAGE) return { waiting, findings }
    after = page.at(-1)!.id as string
  }
}

/** Where the log ends, against the row that says where and against the last anchor. */
async function checkEnd(
  last: Walked['last'],
  anchors: ReadonlyMap<number, string>
): Promise<Finding[]> {
  const found = await row(sql`select seq, seal, mac from core__audit_head where name = 'head'`)
  const head = { seq: Number(found?.seq ?? 0), seal: (found?.seal as string | undefined) ?? '' }
  const findings: Finding[] = []
  const genuine = found ? headMark(head.seq, head.seal) === found.mac : last.seq === 0
  if (!genuine) findings.push({ kind: 'head', from: head.seq })
  const known = Math.max(genuine ? head.seq : 0, lastPlace(anchors))
  if (known > last.seq) findings.push({ kind: 'cut', from: last.seq + 1, to: known })
  else if (genuine && last.seq > head.seq)
    findings.push({ kind: 'inserted', from: head.seq + 1, to: last.seq })
  return findings
}

function lastPlace(anchors: ReadonlyMap<number, string>): number {
  let last = 0
  for (const seq of anchors.keys()) last = Math.max(last, seq)
  return last
}
