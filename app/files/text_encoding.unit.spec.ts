import { test } from '@japa/runner'
import { Readable } from 'node:stream'
import { decode, detectEncoding } from './text_encoding.ts'

const split = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size)
    )
  )
/** 妊娠期 in GB18030. */
const GB = Buffer.from([0xc8, 0xd1, 0xc9, 0xef, 0xc6, 0xda])

test.group('encoding of texts', () => {
  test('is told by every byte, wherever the pieces are cut', async ({ assert }) => {
    const late = Buffer.concat([Buffer.alloc(200_000, 'a'), GB])
    for (const size of [1, 3, 70_000]) {
      assert.equal(await detectEncoding(split(Buffer.from('妊娠期'), size)), 'utf-8')
      assert.equal(await detectEncoding(split(GB, size)), 'gb18030')
    }
    assert.equal(await detectEncoding(split(late, 65_536)), 'gb18030')
    let text = ''
    for await (const piece of decode(split(GB, 1), 'gb18030')) text += piece
    assert.equal(text, '妊娠期')
  })

  test('marks are no text', async ({ assert }) => {
    let text = ''
    for await (const piece of decode(split(Buffer.from('\ufeffa'), 1), 'utf-8')) text += piece
    assert.equal(text, 'a')
    const wide = Buffer.from('\ufeff药', 'utf16le')
    assert.equal(await detectEncoding(split(wide, 64)), 'utf-16le')
  })
})
