import { test } from '@japa/runner'
import { loadTexts } from '#app/texts/texts.ts'
import { problemText } from './problem_text.ts'

test.group('Words of a problem', (group) => {
  group.setup(() => loadTexts(new URL('../../lang', import.meta.url).pathname))

  test('name the limit that was broken', ({ assert }) => {
    const text = (code: string, meta?: Record<string, unknown>) =>
      problemText({ code, ...(meta && { meta }) }, 'zh-CN')
    assert.equal(text('E_LENGTH'), '长度不符合要求')
    assert.equal(text('E_LENGTH', { max: 255 }), '最多 255 个字')
    assert.equal(text('E_LENGTH', { min: 2, max: 255 }), '应为 2 到 255 个字')
    assert.equal(text('E_LENGTH', { max: 9, reason: 'items' }), '最多 9 项')
    assert.equal(text('E_RANGE', { min: 0, max: 100 }), '应在 0 到 100 之间')
    assert.equal(text('E_RANGE', { min: 0, max: 12_345, unit: 'fen' }), '应在 0.00 到 123.45 之间')
    assert.equal(text('E_UNIQUE', { row: 7 }), '与第 7 行重复')
    assert.equal(text('E_UNIQUE', { reason: 'nobody wrote words for it' }), '已有相同的记录')
  })
})
