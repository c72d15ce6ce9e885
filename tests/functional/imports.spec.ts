import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { test } from '@japa/runner'
import ts from 'typescript'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.ts$/.test(file))
    .map((file) => join(folder, file))
}

/** Every module a file names, as written; type imports included. */
export function importsOf(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)
}

function target(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return relative(ROOT, resolve(ROOT, dirname(file), specifier))
  if (specifier.startsWith('#')) return specifier.slice(1)
  return null
}

function violations(
  folder: string,
  wrong: (file: string, specifier: string, target: string | null) => boolean
): string[] {
  return sources(folder).flatMap((file) =>
    importsOf(readFileSync(join(ROOT, file), 'utf8'))
      .filter((specifier) => wrong(file, specifier, target(file, specifier)))
      .map((specifier) => `${file} imports ${specifier}`)
  )
}

/** Files that import each other in a circle, whatever they take; what is loaded when wanted (`import()`) may point back. */
function circles(files: readonly string[]): string[][] {
  const known = new Set(files)
  const open: string[] = []
  const done = new Set<string>()
  const found: string[][] = []
  const visit = (file: string) => {
    if (open.includes(file)) found.push([...open.slice(open.indexOf(file)), file])
    if (done.has(file) || open.includes(file)) return
    open.push(file)
    for (const specifier of staticImportsOf(readFileSync(join(ROOT, file), 'utf8'))) {
      const to = target(file, specifier)
      if (to !== null && known.has(to)) visit(to)
    }
    open.pop()
    done.add(file)
  }
  for (const file of files) visit(file)
  return found
}

function staticImportsOf(text: string): string[] {
  const source = ts.createSourceFile('', text, ts.ScriptTarget.Latest)
  return source.statements.flatMap((statement) =>
    (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)) &&
    statement.moduleSpecifier &&
    ts.isStringLiteral(statement.moduleSpecifier)
      ? [statement.moduleSpecifier.text]
      : []
  )
}

/** The folders of the core from the lowest up; those of one line do not know each other. */
const LAYERS = [
  'contracts',
  'database search secrets texts',
  'errors events',
  // But for these: rights speak of fields and transitions, and both are under rights.
  'access audit lifecycle plugins resources settings',
  'dictionaries files jobs screens',
  'transfer',
  'core_resources.ts core.ts',
  'pages realtime system',
  'meta metrics',
  'openapi',
  'client',
].map((line) => line.split(' '))
const ENTWINED = LAYERS.findIndex((folders) => folders.includes('resources'))

function importsUpwards(file: string, to: string | null): boolean {
  if (!to?.startsWith('app/')) return false
  const [from, into] = [file, to].map((path) => path.split('/')[1]!)
  const [own, other] = [from, into].map((folder) =>
    LAYERS.findIndex((folders) => folders.includes(folder!))
  )
  if (own === -1 || other === -1) return true
  return from !== into && (other! > own! || (other === own && own !== ENTWINED))
}

test.group('Directions of imports', () => {
  test('no files import each other in a circle', ({ assert }) => {
    const files = ['app', 'admin/src', 'plugins', 'commands', 'providers'].flatMap(sources)
    assert.deepEqual(
      circles(files).map((circle) => circle.join(' -> ')),
      []
    )
  })

  test('the reader of imports sees them all', ({ assert }) => {
    const text = `import a from './a.ts'\nimport {\n  b,\n  c,\n} from '#app/b.ts'\nimport './c.ts'\nexport * from './d.ts'\nconst e = () => import('./e.ts')\n`
    assert.deepEqual(importsOf(text).sort(), ['#app/b.ts', './a.ts', './c.ts', './d.ts', './e.ts'])
  })

  test('contracts import nothing but each other', ({ assert }) => {
    assert.isEmpty(violations('app/contracts', (_file, specifier) => !specifier.startsWith('./')))
  })

  test('the folders of the core import downwards', ({ assert }) => {
    assert.isEmpty(violations('app', (file, _specifier, to) => importsUpwards(file, to)))
  })

  test('the core names no plugin and no wiring of routes', ({ assert }) => {
    assert.isEmpty(
      violations(
        'app',
        (_file, _specifier, to) =>
          to !== null && /^(plugins\/|start\/(routes|kernel)|config\/)/.test(to)
      )
    )
  })

  test('a plugin sees the doors, its own folder and packages', ({ assert }) => {
    assert.isEmpty(
      violations('plugins', (file, specifier, to) => {
        const own = file.split('/').slice(0, 2).join('/')
        if (to !== null) return !to.startsWith(`${own}/`)
        return (
          specifier.startsWith('@xinglin/') &&
          !['@xinglin/core', '@xinglin/contracts', '@xinglin/admin'].includes(specifier)
        )
      })
    )
  })

  test('screens take nothing from the server but contracts', ({ assert }) => {
    const screens = [
      ...sources('admin/src'),
      ...sources('app/resources/fields').filter((file) => file.endsWith('.tsx')),
    ]
    const wrong = screens.flatMap((file) =>
      importsOf(readFileSync(join(ROOT, file), 'utf8')).filter((specifier) => {
        const to = target(file, specifier)
        return (
          to !== null &&
          to.startsWith('app/') &&
          !to.startsWith('app/contracts/') &&
          !to.endsWith('/admin.tsx') &&
          !(file.startsWith('app/') && to.startsWith(dirname(file)))
        )
      })
    )
    assert.isEmpty(wrong)
  })
})
