/**
 * The one entry of every npm script. Plain JavaScript on `node:` imports, so that it runs on Node 20 before anything is
 * installed: installs what is missing, builds what is stale, then goes on under the project's own Node.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => join(root, ...parts)
const node = at('node_modules', '.bin', 'node')
const started = Date.now()

process.env.PATH = at('node_modules', '.bin') + delimiter + process.env.PATH
process.chdir(root)

function say(message) {
  console.log(`[${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s] ${message}`)
}

function run(command, args, env = {}) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  if (error || status !== 0) {
    console.error(`${[command, ...args].join(' ')} failed${error ? `: ${error.message}` : ''}`)
    process.exit(status || 1)
  }
}

/** A fingerprint of files: names and contents. */
function fingerprint(paths) {
  const hash = createHash('sha256')
  const visit = (path) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort())
        if (entry !== 'node_modules') visit(join(path, entry))
    } else hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  paths.forEach(visit)
  return hash.digest('hex')
}

/** Does the work unless its stamp says that it was done for exactly these files. */
function once(stamp, paths, work) {
  const wanted = fingerprint(paths)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  work()
  mkdirSync(join(stamp, '..'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function install() {
  once(at('node_modules', '.installed'), [at('package-lock.json')], () => {
    say('installing packages (a minute or two the first time)')
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
    // Where install scripts are switched off, the package of this machine brings the binary by itself.
    if (!existsSync(node))
      run('npm', [
        'install',
        '--no-save',
        '--no-audit',
        '--no-fund',
        `node-${process.platform}-${process.arch}@24`,
      ])
  })
}

function buildAdmin() {
  const plugins = readdirSync(at('plugins')).map((id) => at('plugins', id, 'admin'))
  const fields = at('app', 'resources', 'fields')
  const halves = readdirSync(fields).map((type) => join(fields, type, 'admin.tsx'))
  once(
    at('build', 'admin.stamp'),
    [at('package-lock.json'), at('admin'), at('app', 'contracts'), ...plugins, ...halves],
    () => {
      say('building the admin')
      run(node, [
        at('node_modules', 'vite', 'bin', 'vite.js'),
        'build',
        '-c',
        'admin/vite.config.ts',
        '--logLevel',
        'warn',
      ])
    }
  )
}

/** Hands the terminal over and ends with the child's own exit code. */
function handOver(args, env = {}) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, ...env } })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

const demo = { DEMO: process.env.DEMO ?? 'true', NODE_ENV: process.env.NODE_ENV ?? 'production' }
const rest = process.argv.slice(3)

const commands = {
  start() {
    install()
    buildAdmin()
    say('preparing the database')
    run(node, ['ace.js', 'system:prepare'], demo)
    const address = process.env.APP_URL ?? `http://localhost:${process.env.PORT ?? 3333}`
    say(`starting ${address}`)
    if (demo.DEMO === 'true') {
      console.log(
        `\n  Xinglin 杏林   ${address}\n  accounts: admin security auditor doctor doctor2 pharmacist agent patient patient2\n  password: xinglin-demo-2026\n`
      )
    }
    handOver(['bin/server.ts'], demo)
  },
  build() {
    install()
    buildAdmin()
    say('built')
  },
  serve() {
    run(node, ['ace.js', 'system:prepare'], { NODE_ENV: 'production' })
    handOver(['bin/server.ts'], { NODE_ENV: 'production' })
  },
  dev() {
    install()
    buildAdmin()
    run(node, ['ace.js', 'system:prepare'], { ...demo, NODE_ENV: 'development' })
    handOver(
      [
        '--watch-path=app',
        '--watch-path=plugins',
        '--watch-path=config',
        '--watch-path=start',
        '--watch-path=lang',
        'bin/worker.ts',
      ],
      { ...demo, NODE_ENV: 'development' }
    )
  },
  test() {
    install()
    buildAdmin()
    handOver(['bin/test_all.ts', ...rest])
  },
  bench() {
    install()
    handOver(['bench/run.ts', ...rest])
  },
  faults() {
    install()
    buildAdmin()
    handOver(['bin/test_all.ts', '--faults', ...rest])
  },
}

const command = commands[process.argv[2]]
if (!command) {
  console.error(`Say one of: ${Object.keys(commands).join(', ')}`)
  process.exit(1)
}
command()
