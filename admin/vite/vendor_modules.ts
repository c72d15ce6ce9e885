/**
 * The modules that screens of later installed plugins share with the shell. Each is one more entry of the one build, so
 * the shell and a plugin get the same instances; an import map names the entries' files.
 */
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

/** What a plugin's admin code may import by name. An API: removing one breaks installed plugins. */
export const VENDOR_MODULES = [
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-dom/client',
  'react-router',
  'react-i18next',
  'antd',
  '@ant-design/icons',
  '@refinedev/core',
  '@refinedev/antd',
  '@tanstack/react-query',
  'dayjs',
  '@xinglin/contracts',
  '@xinglin/admin',
] as const

const COMMON_JS = new Set<string>([
  'react',
  'react/jsx-runtime',
  'react-dom',
  'react-dom/client',
  'dayjs',
])
const PREFIX = 'virtual:vendor/'

/** The build's extra entries: `{ "vendor-react": "virtual:vendor/react", … }`. */
export function vendorEntries(): Record<string, string> {
  const entries = VENDOR_MODULES.map((name) => [
    `vendor-${name.replace(/\W+/g, '-')}`,
    PREFIX + name,
  ])
  return Object.fromEntries(entries)
}

/** The name of the vendor module whose entry this is. */
export function vendorName(moduleId: string | null): string | undefined {
  return moduleId?.startsWith(`\0${PREFIX}`) ? moduleId.slice(PREFIX.length + 1) : undefined
}

/** The import map of the development server, where entries are not files yet. */
export function developmentImports(): Record<string, string> {
  return Object.fromEntries(VENDOR_MODULES.map((name) => [name, `/@id/__x00__${PREFIX}${name}`]))
}

/** Provides the entries' code: each re-exports its module. */
export function vendorModules(): Plugin {
  return {
    name: 'xinglin:vendor-modules',
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
    load(id) {
      const name = vendorName(id)
      if (!name) return undefined
      return COMMON_JS.has(name) ? commonJsEntry(name) : `export * from ${JSON.stringify(name)}`
    },
  }
}

const require = createRequire(import.meta.url)

/** `export *` of a CommonJS module exports nothing, so its names are written out. */
function commonJsEntry(name: string): string {
  const names = Object.keys(require(name)).filter(
    (key) => key !== 'default' && /^[A-Za-z_$][\w$]*$/.test(key)
  )
  return [
    `import * as namespace from ${JSON.stringify(name)}`,
    `const module = namespace.default ?? namespace`,
    `export default module`,
    ...names.map((key) => `export const ${key} = module.${key}`),
  ].join('\n')
}
