/** A server that is killed in the middle of an import, again and again: nothing is lost, repeated or half done. */
import { test } from '@japa/runner'
import { setTimeout as sleep } from 'node:timers/promises'
import { FULL, isOver, Server } from './server.ts'
import { Trial } from './trial.ts'

const ROWS = 6000
/** One transaction of an import. */
const BATCH = 500
const KILLS = FULL ? 10 : 3

const code = (i: number) => `KILL${String(i).padStart(6, '0')}`
const FILTERS = encodeURIComponent(
  JSON.stringify([{ field: 'code', operator: 'startswith', value: 'KILL' }])
)

test.group('kill -9 during an import', () => {
  test('after each restart it goes on where it was, and undo takes all of it back', async ({
    assert,
    cleanup,
  }) => {
    const trial = Trial.of('kill -9 during an import', cleanup)
    const server = await Server.fresh()
    cleanup(() => server.remove())
    await server.start()

    const lines = Array.from({ length: ROWS }, (_, i) => `${code(i)},妊娠期合并症第${i}种`)
    const fileId = await server.upload(['code,name', ...lines].join('\n'), 'kill.csv')
    const { data } = await server.call('POST', '/api/resources/dictionary.diagnoses/imports', {
      fileId,
      mapping: { code: 'code', name: 'name' },
      mode: 'create',
    })
    const total = () =>
      server
        .call(
          'GET',
          `/api/resources/dictionary.diagnoses?filters=${FILTERS}&pageSize=1&total=exact`
        )
        .then((answer) => answer.meta.total)

    for (let i = 1; i <= KILLS; i++) {
      const mark = (ROWS * i) / (KILLS + 1)
      const present = await server.jobAt(
        data.jobId,
        (at) => isOver(at) || (at.total > 0 && at.done >= mark)
      )
      if (isOver(present)) break
      await server.end()
      trial.rounds += 1
      await trial.recovers(() => server.start())
      trial.halves += (await total()) % BATCH
      assert.equal(trial.halves, 0, 'only whole batches are there')
    }
    assert.isAbove(trial.rounds, 0)

    const finished = await server.jobAt(data.jobId, isOver)
    assert.equal(finished.state, 'done', JSON.stringify(finished))
    assert.deepInclude(finished.result, { created: ROWS, updated: 0, unchanged: 0 })
    trial.acknowledged = finished.result.created
    trial.lost = ROWS - (await total())
    assert.equal(trial.lost, 0)

    const { data: lastPage } = await server.call(
      'GET',
      `/api/resources/dictionary.diagnoses?filters=${FILTERS}&pageSize=1&page=${ROWS}`
    )
    const revisions = await server.call(
      'GET',
      `/api/resources/dictionary.diagnoses/${lastPage[0].id}/revisions`
    )
    assert.lengthOf(revisions.data, 1)

    await server.call('POST', `/api/jobs/${data.jobId}/undo`)
    await sleep(200)
    await server.end()
    trial.rounds += 1
    await trial.recovers(() => server.start())
    const undone = await server.jobAt(data.jobId, isOver)
    assert.equal(undone.state, 'undone')
    assert.deepInclude(undone.result, { removed: ROWS, conflicts: 0 })
    assert.equal(await total(), 0)
  }).timeout(600_000)
})
