/** Writes `.br` and `.gz` beside every text asset, so that the server sends small files without working for it. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(js|css|svg)$/
const SMALLEST = 1024
const squeeze = { '.br': promisify(brotliCompress), '.gz': promisify(gzip) }

export function compressedAssets(): Plugin {
  return {
    name: 'xinglin:compressed-assets',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => TEXT.test(file))) {
        const content = await readFile(join(dir!, name))
        if (content.length < SMALLEST) continue
        for (const [extension, compress] of Object.entries(squeeze)) {
          await writeFile(join(dir!, name + extension), await compress(content))
        }
      }
    },
  }
}
