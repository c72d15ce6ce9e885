import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { env } from '../../start/env.ts'

/** Patterns found harmless by an earlier start: the analyser takes more than half a second to load. */
const HARMLESS = join(env.storagePath, 'harmless_patterns.json')
let harmless: Set<string> | undefined

/** Why a pattern cannot be used, or null: it must be a regular expression that no input makes slow. */
export function problemOfPattern(pattern: string): string | null {
  try {
    new RegExp(pattern, 'u')
  } catch {
    return `the pattern ${pattern} is not a regular expression`
  }
  harmless ??= readHarmless()
  if (harmless.has(pattern)) return null
  const { checkSync } = createRequire(import.meta.url)('recheck') as typeof import('recheck')
  if (checkSync(`^(?:${pattern})$`, 'u').status === 'vulnerable') {
    return `the pattern ${pattern} can take very long on some inputs; write it without nested repetition`
  }
  harmless.add(pattern)
  keep(harmless)
  return null
}

function readHarmless(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(HARMLESS, 'utf8')) as string[])
  } catch {
    return new Set()
  }
}

/** Whole or not at all: several processes may start at once. */
function keep(patterns: ReadonlySet<string>): void {
  const draft = `${HARMLESS}.${process.pid}`
  mkdirSync(env.storagePath, { recursive: true })
  writeFileSync(draft, JSON.stringify([...patterns]))
  renameSync(draft, HARMLESS)
}
