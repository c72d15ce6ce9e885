/** The disk of SQLite is full: writes are refused with a reason, reads go on, and with room again all is as before. */
import { test } from '@japa/runner'
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { FULL, onMysql, Server, until } from './server.ts'
import { Trial } from './trial.ts'
import { saysUnavailable, Writers } from './writers.ts'

const TITLE = 'the disk is full'
const WRITERS = 16
const ROUNDS = FULL ? 10 : 2
const SIZE = '64m'
const BACK_MS = 10_000
const DRUGS = '/api/resources/dictionary.drugs'

/** A small disk of its own. */
class Disk {
  readonly path = mkdtempSync(join(tmpdir(), 'xinglin-disk-'))
  readonly #ballast = join(this.path, 'ballast')

  private constructor() {}

  /** Null where nobody may mount one. */
  static mount(): Disk | null {
    const disk = new Disk()
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', disk.path])
    if (status === 0) return disk
    rmdirSync(disk.path)
    return null
  }

  /** To the last byte. */
  fill(): void {
    for (;;) {
      const { bavail, bsize } = statfsSync(this.path)
      if (bavail === 0) return
      try {
        writeFileSync(this.#ballast, Buffer.alloc(bavail * bsize), { flag: 'a' })
      } catch (error) {
        // The server took some of it meanwhile.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
  }

  empty(): void {
    rmSync(this.#ballast, { force: true })
  }

  remove(): void {
    spawnSync('umount', [this.path])
    rmdirSync(this.path)
  }
}

test.group('full disk', () => {
  const reason = onMysql
    ? 'the disk is that of the database server'
    : !mayMount()
      ? 'no disk may be mounted here'
      : null
  if (reason) Trial.leftOut(TITLE, reason)

  test(TITLE, async ({ assert, cleanup }) => {
    const trial = Trial.of(TITLE, cleanup)
    const disk = Disk.mount()!
    const storage = join(disk.path, 'storage')
    mkdirSync(storage)
    const server = await Server.fresh({ environment: { STORAGE_PATH: storage } })
    cleanup(async () => {
      await server.remove()
      disk.remove()
    })
    const writers = await Writers.of(server, WRITERS)
    await server.start()
    const { pid } = server

    for (trial.rounds = 1; ; trial.rounds++) {
      // Somebody whose session is seen again while that cannot be noted.
      const idle = await server.tokenOf('pharmacist')
      await server.run(`update core__sessions set last_seen_at = '2020-01-01T00:00:00.000Z'`)
      const writing = writers.write()
      await Promise.race([sleep(randomInt(500, 1500)), writing])
      disk.fill()
      assert.deepEqual(new Set(await writing), new Set(['unavailable']))
      disk.fill()

      assert.equal((await server.ask('GET', '/api/auth/me', undefined, idle)).status, 200)
      for (let i = 0; i < 20; i++) {
        assert.equal((await server.ask('GET', `${DRUGS}?pageSize=20&page=${i + 1}`)).status, 200)
        const drug = { code: `FULL-${i}`, genericName: '满'.repeat(100) }
        assert.isTrue(saysUnavailable(await server.ask('POST', DRUGS, drug)))
      }
      const form = new FormData()
      form.append('file', new Blob(['a,b']), 'full.csv')
      assert.equal((await server.ask('POST', '/api/files', form)).status, 503)
      assert.equal((await server.ask('GET', '/health/live')).status, 200)

      disk.empty()
      await trial.recovers(() => until(() => serves(server), BACK_MS))
      assert.equal(server.pid, pid)
      assert.deepEqual(await writers.check(trial), [])
      if (trial.rounds === ROUNDS) break
    }
    assert.isAbove(trial.acknowledged, ROUNDS * WRITERS)
    assert.equal(
      await server.count(`select count(*) from dictionary__drugs where code like 'FULL-%'`),
      0
    )
    await until(async () => (await server.count('select count(*) from core__outbox')) === 0)
    assert.equal(await server.count('select count(*) from core__undelivered'), 0)
    assert.deepEqual(await server.rows('pragma integrity_check'), [{ integrity_check: 'ok' }])
    assert.equal(await server.command('audit:verify'), 0, server.output)
  })
    .skip(reason !== null)
    .timeout(300_000)
})

function mayMount(): boolean {
  const disk = Disk.mount()
  disk?.remove()
  return disk !== null
}

async function serves(server: Server): Promise<boolean> {
  const drug = { code: `BACK-${randomInt(1_000_000_000)}`, genericName: '恢复' }
  return (await server.ask('POST', DRUGS, drug)).status === 201
}
