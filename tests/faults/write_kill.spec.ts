/** kill -9 while sixteen clients write: what was acknowledged is there, what was not is there whole or not at all. */
import { test } from '@japa/runner'
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { recordOutbox, trailProblems } from './trail.ts'
import { FULL, Server, until } from './server.ts'
import { Trial } from './trial.ts'

const CLIENTS = 16
const KILLS = FULL ? 20 : 3
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

/** One writer with records of its own, so that it alone says what they must be. */
class Client {
  readonly #server: Server
  readonly #name: string
  readonly records: Known[] = []
  /** Sent when the server died; nobody knows whether it was carried out. */
  unanswered: Sent | null = null
  acknowledged = 0
  #made = 0

  constructor(server: Server, name: string) {
    this.#server = server
    this.#name = name
  }

  /** Writes until the server is gone. */
  async write(): Promise<void> {
    for (;;) {
      const live = this.records.filter(({ state }) => state?.name)
      const chosen = live.toSorted(() => randomInt(3) - 1).slice(0, 4)
      const answered = await this.#act(randomInt(6), chosen)
      if (!answered) return
    }
  }

  #act(which: number, chosen: readonly Known[]): Promise<boolean> {
    const [first] = chosen
    if (!first || which === 0) return this.#create(1)
    if (which === 1) return this.#create(5)
    if (which === 2) return this.#update([first])
    if (which === 3) return this.#update(chosen)
    if (which === 4) return this.#delete([first])
    return this.#delete(chosen.slice(0, 2))
  }

  async #create(many: number): Promise<boolean> {
    const fresh: Known[] = Array.from({ length: many }, () => {
      this.#made += 1
      return { code: `${this.#name}-${this.#made}`, id: null, state: null }
    })
    this.records.push(...fresh)
    const items = fresh.map(({ code }) => ({ code, genericName: code }))
    const after = new Map(fresh.map((record) => [record, { version: 1, name: record.code }]))
    const body = many === 1 ? items[0] : { action: 'create', items }
    const path = many === 1 ? PATH : `${PATH}/bulk`
    return this.#send(['POST', path, body], { after })
  }

  async #update(chosen: readonly Known[]): Promise<boolean> {
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

  async #delete(chosen: readonly Known[]): Promise<boolean> {
    const after = new Map(chosen.map((record) => [record, next(record, null)]))
    return chosen.length === 1
      ? this.#send(['DELETE', `${PATH}/${chosen[0]!.id}`], { after })
      : this.#send(
          ['POST', `${PATH}/bulk`, { action: 'delete', ids: chosen.map(({ id }) => id) }],
          { after }
        )
  }

  /** False when no answer came. Whatever is answered must be a yes: these requests have no reason to fail. */
  async #send(request: [string, string, unknown?], sent: Sent): Promise<boolean> {
    this.unanswered = sent
    const answer = await this.#server.ask(...request).catch(() => null)
    if (!answer) return false
    if (answer.status >= 300)
      throw new Error(`${request.join(' ')}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const made = answer.body?.data
    for (const [i, [record, state]] of [...sent.after].entries()) {
      record.id ??= Array.isArray(made) ? made[i].id : made.id
      record.state = state
    }
    this.unanswered = null
    this.acknowledged += 1
    return true
  }

  /** Compares what is known with the rows, and learns what became of the request without an answer. */
  reconcile(rows: ReadonlyMap<string, Record<string, any>>): {
    lost: string[]
    halves: string[]
  } {
    const lost: string[] = []
    const halves: string[] = []
    const outcomes = new Set<boolean>()
    for (const record of this.records) {
      const row = rows.get(record.code)
      const found = row
        ? { version: Number(row.version), name: row.live === '' ? row.generic_name : null }
        : null
      const before = same(found, record.state)
      const pending = this.unanswered?.after.get(record)
      if (pending) {
        const after = same(found, pending)
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
    this.unanswered = null
    return { lost, halves }
  }
}

function next({ state }: Known, name: string | null): State {
  return { version: state!.version + 1, name }
}

function same(a: State | null, b: State | null): boolean {
  return a?.version === b?.version && a?.name === b?.name
}

test.group('kill -9 while clients write', () => {
  test('loses nothing that was acknowledged and leaves nothing half done', async ({
    assert,
    cleanup,
  }) => {
    const trial = Trial.of(`kill -9 while ${CLIENTS} clients write`, cleanup)
    const server = await Server.fresh()
    cleanup(() => server.remove())
    const since = await recordOutbox(server)
    const clients = Array.from({ length: CLIENTS }, (_, i) => new Client(server, `W${i}`))

    for (let kill = 1; kill <= KILLS; kill++) {
      await server.start()
      const writing = Promise.all(clients.map((client) => client.write()))
      // A refusal ends the wait, and the test.
      await Promise.race([sleep(randomInt(400, 2000)), writing])
      await server.end()
      await writing
      trial.rounds += 1
      await trial.recovers(() => server.start())
      const rows = await server.rows(`select * from dictionary__drugs where code like 'W%'`)
      const byCode = new Map(rows.map((row) => [row.code as string, row]))
      const found = clients.map((client) => client.reconcile(byCode))
      const lost = found.flatMap((one) => one.lost)
      const halves = [
        ...found.flatMap((one) => one.halves),
        ...(await trailProblems(server, DRUGS, since)),
      ]
      trial.acknowledged = clients.reduce((sum, client) => sum + client.acknowledged, 0)
      trial.lost += lost.length
      trial.halves += halves.length
      assert.deepEqual([...lost, ...halves], [])
      await until(async () => (await server.count('select count(*) from core__outbox')) === 0)
      await server.end()
    }

    assert.isAbove(trial.acknowledged, KILLS * CLIENTS)
    assert.equal(await server.count('select count(*) from core__undelivered'), 0)
    assert.equal(await server.command('audit:verify'), 0, server.output)
  })
})
