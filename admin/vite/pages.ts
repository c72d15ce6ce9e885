/**
 * The HTML pages. The server fills in a nonce for each answer (`__CSP_NONCE__`) and whether this is the demo
 * (`__DEMO__`); everything else is fixed at build time: colours before the first paint, import map, integrity.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HtmlTagDescriptor, Plugin, Rollup } from 'vite'
import { cssVariables } from '../src/theme/tokens.ts'
import { developmentImports, vendorName } from './vendor_modules.ts'

export const NONCE = '__CSP_NONCE__'

const FIRST_PAINT = new URL('../src/theme/first_paint.js', import.meta.url)
const IMPORT_MAP_PLACE = '<!-- import map -->'

/** Written to `build/admin/manifest.json` for the server, which adds installed plugins' files to the integrity. */
interface Manifest {
  importMap: { imports: Record<string, string>; integrity: Record<string, string> }
}

export function pages(): Plugin {
  let development = false
  return {
    name: 'xinglin:pages',
    configResolved(config) {
      development = config.command === 'serve'
    },
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const address = request.url?.split('?')[0]
        if (address === '/login') request.url = '/login.html'
        if (address === '/api/docs') request.url = '/api_docs.html'
        next()
      })
    },
    transformIndexHtml: {
      order: 'pre',
      async handler(html) {
        const page = development
          ? html.replace(IMPORT_MAP_PLACE, importMapTag({ imports: developmentImports() }))
          : html
        return { html: page, tags: await firstPaintTags() }
      },
    },
    async writeBundle({ dir }, bundle) {
      if (!dir) return
      const manifest = await describe(dir, bundle)
      await writeFile(join(dir, 'manifest.json'), JSON.stringify(manifest, null, 2))
      for (const page of ['index.html', 'login.html', 'api_docs.html']) {
        const path = join(dir, page)
        await writeFile(path, sealed(await readFile(path, 'utf8'), manifest))
      }
    },
  }
}

/** Colours and language are set before anything is painted, so that nothing flashes. */
async function firstPaintTags(): Promise<HtmlTagDescriptor[]> {
  return [
    { tag: 'style', children: cssVariables(), injectTo: 'head' },
    { tag: 'script', children: await readFile(FIRST_PAINT, 'utf8'), injectTo: 'head' },
  ]
}

async function describe(dir: string, bundle: Rollup.OutputBundle): Promise<Manifest> {
  const manifest: Manifest = { importMap: { imports: {}, integrity: {} } }
  for (const file of Object.values(bundle)) {
    if (file.type !== 'chunk') continue
    const address = `/${file.fileName}`
    const vendor = vendorName(file.facadeModuleId)
    if (vendor) manifest.importMap.imports[vendor] = address
    const hash = createHash('sha384')
      .update(await readFile(join(dir, file.fileName)))
      .digest('base64')
    manifest.importMap.integrity[address] = `sha384-${hash}`
  }
  return manifest
}

/** Puts the import map in, and integrity on scripts and preloads: Chromium discards a preload without it. */
function sealed(html: string, { importMap }: Manifest): string {
  const tags = /<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+\.js)"[^>]*(?=>)/g
  return html
    .replace(tags, (tag, address: string) => `${tag} integrity="${importMap.integrity[address]}"`)
    .replace(IMPORT_MAP_PLACE, importMapTag(importMap))
}

function importMapTag(map: object): string {
  return `<script type="importmap" nonce="${NONCE}">${JSON.stringify(map)}</script>`
}
