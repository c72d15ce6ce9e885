/** Clients that write at the same time, each of which knows what its own records must be. */
import { randomInt } from 'node:crypto'
import type { Answer, Server } from './server.ts'
import { recordOutbox, trailProblems } from './trail.ts'
import type { Trial } from './trial.ts'

const DRUGS = 'dictionary.drugs'
const PATH = `/api/resources/${DRUGS}`

/** A record as its client knows it; `null`: not there, or in the recycle bin. */
interface State {
  version: number
  name: string | null
}
interface Known {
  code: string
  id: string | null
  state: State | null
}
/** A request that was sent: what each record becomes if it was carried out. */
interface Sent {
  after: Map<Known, State>
}

/** `gone`: no answer came. `unavailable`: 503, which leaves open whether it was carried out. */
type Outcome = 'done' | 'gone' | 'unavailable'

/** One writer with records of its own, so that it alone says what they must be. */
class Writer {
  readonly #server: Server
  readonly #name: string
  readonly #records: Known[] = []
  /** Sent, and not answered with a yes; nobody knows whether it was carried out. */
  #unanswered: Sent | null = null
  acknowledged = 0
  #made = 0

  constructor(server: Server, name: string) {
    this.#server = server
    this.#name = name
  }

  /** Writes until the server is gone, or says that it cannot. */
  async write(): Promise<Exclude<Outcome, 'done'>> {
    for (;;) {
      const live = this.#records.filter(({ state }) => state?.name)
      const chosen = live.toSorted(() => randomInt(3) - 1).slice(0, 4)
      const outcome = await this.#act(randomInt(6), chosen)
      if (outcome !== 'done') return outcome
    }
  }

  #act(which: number, chosen: readonly Known[]): Promise<Outcome> {
    const [first] = chosen
    if (!first || which === 0) return this.#create(1)
    if (which === 1) return this.#create(5)
    if (which === 2) return this.#update([first])
    if (which === 3) return this.#update(chosen)
    if (which === 4) return this.#delete([first])
    return this.#delete(chosen.slice(0, 2))
  }

  async #create(many: number): Promise<Outcome> {
    const fresh: Known[] = Array.from({ length: many }, () => {
      this.#made += 1
      return { code: `${this.#name}-${this.#made}`, id: null, state: null }
    })
    this.#records.push(...fresh)
    const items = fresh.map(({ code }) => ({ code, genericName: code }))
    const after = new Map(fresh.map((record) => [record, { version: 1, name: record.code }]))
    const body = many === 1 ? items[0] : { action: 'create', items }
    const path = many === 1 ? PATH : `${PATH}/bulk`
    return this.#send(['POST', path, body], { after })
  }

  async #update(chosen: readonly Known[]): Promise<Outcome> {
    const name = `${this.#name} ${randomInt(1_000_000_000)}`
    const after = new Map(chosen.map((record) => [record, next(record, name)]))
    const items = chosen.map(({ id, state }) => ({
      id,
      version: state!.version,
      data: { genericName: name },
    }))
    return chosen.length === 1
      ? this.#send(
          ['PATCH', `${PATH}/${items[0]!.id}`, { version: items[0]!.version, ...items[0]!.data }],
          { after }
        )
      : this.#send(['POST', `${PATH}/bulk`, { action: 'update', items }], { after })
  }

  async #delete(chosen: readonly Known[]): Promise<Outcome> {
    const after = new Map(chosen.map((record) => [record, next(record, null)]))
    return chosen.length === 1
      ? this.#send(['DELETE', `${PATH}/${chosen[0]!.id}`], { after })
      : this.#send(
          ['POST', `${PATH}/bulk`, { action: 'delete', ids: chosen.map(({ id }) => id) }],
          { after }
        )
  }

  /** Whatever is answered must be a yes, or that the server cannot now: these requests have no reason to fail. */
  async #send(request: [string, string, unknown?], sent: Sent): Promise<Outcome> {
    this.#unanswered = sent
    const answer = await this.#server.ask(...request).catch(() => null)
    if (!answer) return 'gone'
    if (saysUnavailable(answer)) return 'unavailable'
    if (answer.status >= 300)
      throw new Error(`${request.join(' ')}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const made = answer.body?.data
    for (const [i, [record, state]] of [...sent.after].entries()) {
      record.id ??= Array.isArray(made) ? made[i].id : made.id
      record.state = state
    }
    this.#unanswered = null
    this.acknowledged += 1
    return 'done'
  }

  /** Compares what is known with the rows, and learns what became of the request without an answer. */
  reconcile(rows: ReadonlyMap<string, Record<string, any>>): {
    lost: string[]
    halves: string[]
    untold: string[]
  } {
    const lost: string[] = []
    const halves: string[] = []
    const untold: string[] = []
    const outcomes = new Set<boolean>()
    for (const record of this.#records) {
      const row = rows.get(record.code)
      const found = row
        ? { version: Number(row.version), name: row.live === '' ? row.generic_name : null }
        : null
      const before = same(found, record.state)
      const pending = this.#unanswered?.after.get(record)
      if (pending) {
        const after = same(found, pending)
        if (after) untold.push(`${record.code}: ${JSON.stringify(found)}`)
        if (before || after) outcomes.add(after)
        else halves.push(`${record.code} is neither before nor after: ${JSON.stringify(found)}`)
      } else if (!before)
        lost.push(
          `${record.code}: ${JSON.stringify(record.state)} was acknowledged, found ${JSON.stringify(found)}`
        )
      record.id ??= row?.id ?? null
      record.state = found
    }
    if (outcomes.size > 1) halves.push(`${this.#name}: a bulk request was carried out by half`)
    this.#unanswered = null
    return { lost, halves, untold }
  }
}

/** All of what docs/api.md promises of a 503: a program knows when to come back, a person reads why. */
export function saysUnavailable({ status, headers, body }: Answer): boolean {
  if (status !== 503) return false
  const [problem] = body.errors
  if (problem.code !== 'E_UNAVAILABLE' || !problem.message || !headers.get('retry-after'))
    throw new Error(`503 without its reason: ${JSON.stringify(body)}`)
  return true
}

function next({ state }: Known, name: string | null): State {
  return { version: state!.version + 1, name }
}

function same(a: State | null, b: State | null): boolean {
  return a?.version === b?.version && a?.name === b?.name
}

/** A crowd of writers, and what the tables say of their work. */
export class Writers {
  readonly #server: Server
  readonly #all: Writer[]
  readonly #since: string
  /** Carried out by the last check, and its client was not told. */
  untold: string[] = []

  private constructor(server: Server, many: number, since: string) {
    this.#server = server
    this.#since = since
    this.#all = Array.from({ length: many }, (_, i) => new Writer(server, `W${i}`))
  }

  /** Before the server starts. */
  static async of(server: Server, many: number): Promise<Writers> {
    return new Writers(server, many, await recordOutbox(server))
  }

  /** All of them until each is stopped; how each was. */
  write() {
    return Promise.all(this.#all.map((writer) => writer.write()))
  }

  /** What was acknowledged so far and is not there, and what is there in part. */
  async check(trial: Trial): Promise<string[]> {
    const rows = await this.#server.rows(`select * from dictionary__drugs where code like 'W%'`)
    const byCode = new Map(rows.map((row) => [row.code as string, row]))
    const found = this.#all.map((writer) => writer.reconcile(byCode))
    const lost = found.flatMap((one) => one.lost)
    this.untold = found.flatMap((one) => one.untold)
    const halves = found.flatMap((one) => one.halves)
    halves.push(...(await trailProblems(this.#server, DRUGS, this.#since)))
    trial.acknowledged = this.#all.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    trial.lost += lost.length
    trial.halves += halves.length
    return [...lost, ...halves]
  }
}
