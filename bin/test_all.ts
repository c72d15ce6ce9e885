/**
 * `npm test`: every suite, on SQLite and, where a server answers, on MySQL/MariaDB; says at the end what was left
 * out and why. Each part is a process of its own with a fresh database.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { chromiumPath } from '../tests/chromium.ts'
import { printTrials } from './trial_table.ts'

interface Part {
  name: string
  suite: string
  env?: Record<string, string>
}
interface Outcome {
  part: Part
  ok: boolean
  passed: number
  failed: number
  skipped: number
}

const DB_HOST = process.env.DB_HOST ?? '127.0.0.1'
const DB_PORT = Number(process.env.DB_PORT ?? 3306)
const faults = process.argv.includes('--faults')
const leftOut: string[] = []
/** Where the parts of the faults suite leave a line for each fault. */
const trials = faults ? join(mkdtempSync(join(tmpdir(), 'xinglin-faults-')), 'trials') : undefined

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    const end = (found: boolean) => {
      socket.destroy()
      resolve(found)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false))
  })
}

async function parts(): Promise<Part[]> {
  const mysql = await answers(DB_HOST, DB_PORT)
  if (!mysql)
    leftOut.push(`MySQL suites: no server answers at ${DB_HOST}:${DB_PORT} (DB_HOST, DB_PORT)`)
  const both = (suite: string): Part[] => [
    { name: `${suite} (SQLite)`, suite, env: { DB_CONNECTION: 'sqlite' } },
    ...(mysql ? [{ name: `${suite} (MySQL)`, suite, env: { DB_CONNECTION: 'mysql' } }] : []),
  ]
  if (faults) return both('faults')
  const chromium = chromiumPath() !== undefined
  if (!chromium) leftOut.push('browser suite: no Chromium found (CHROMIUM_PATH)')
  const browser: Part[] = chromium
    ? [{ name: 'browser', suite: 'browser', env: { DB_CONNECTION: 'sqlite' } }]
    : []
  return [{ name: 'unit', suite: 'unit' }, ...both('functional'), ...browser]
}

function runPart(part: Part): Promise<Outcome> {
  console.log(`\n── ${part.name} ──`)
  const child = spawn(process.execPath, ['bin/test.ts', part.suite], {
    env: { ...process.env, ...part.env, ...(trials && { FAULTS_TABLE: trials }) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
    process.stdout.write(chunk)
  })
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      const plain = stripVTControlCharacters(output)
      const count = (word: string) =>
        Number(
          new RegExp(`(\\d+) ${word}`).exec(plain.slice(plain.lastIndexOf('Tests ')))?.[1] ?? 0
        )
      resolve({
        part,
        ok: code === 0,
        passed: count('passed'),
        failed: count('failed'),
        skipped: count('skipped') + count('todo'),
      })
    })
  })
}

const outcomes: Outcome[] = []
for (const part of await parts()) outcomes.push(await runPart(part))

const sum = (of: (outcome: Outcome) => number) =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0)
if (trials && existsSync(trials)) {
  const lines = readFileSync(trials, 'utf8').trim().split('\n')
  printTrials(lines.map((line) => JSON.parse(line)))
}
console.log('')
for (const { part, ok, passed, failed, skipped } of outcomes) {
  console.log(
    `${ok ? '✔' : '✘'} ${part.name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`
  )
}
for (const line of leftOut) console.log(`– not run: ${line}`)
// A part that ended badly without a failed test (a crash at start) counts as one.
const failed = sum((outcome) => outcome.failed || (outcome.ok ? 0 : 1))
console.log(`${sum(({ passed }) => passed)} passed, ${failed} failed`)
process.exit(failed > 0 || outcomes.some(({ ok }) => !ok) ? 1 : 0)
