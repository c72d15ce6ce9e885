/** The processes of a bench: how they are started and asked, and what the kernel says they used. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import type { Load, LoadResult } from './load.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const TICKS_PER_SECOND = 100
const LONGEST_BOOT_MS = 60_000

const running = new Set<ChildProcess>()
// A bench that fails leaves no server behind.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

export type Environment = Record<string, string>

export interface Server {
  url: string
  /** From the start of the process to its first good answer. */
  bootMs: number
  /** Seconds of processor time so far, all threads. */
  cpuSeconds(): number
  residentMb(): number
  stop(): Promise<void>
}

/** Starts a server and waits until the address answers with anything but an error of its own. */
export async function startServer(
  script: string,
  port: number,
  env: Environment,
  ready: string
): Promise<Server> {
  const started = performance.now()
  const child = spawn(process.execPath, [...profiling(script), script], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  running.add(child)
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(url + ready))) {
    if (performance.now() - started > LONGEST_BOOT_MS) throw new Error(`${script} does not answer`)
    if (child.exitCode !== null) throw new Error(`${script} ended`)
    await new Promise((resume) => setTimeout(resume, 10))
  }
  return {
    url,
    bootMs: performance.now() - started,
    cpuSeconds: () => cpuSeconds(child.pid!),
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(proc(child.pid!, 'status'))![1]) / 1024,
    stop: () => end(child),
  }
}

/** `BENCH_PROFILE=<folder>`: where the product's time goes, for the browser's developer tools. */
function profiling(script: string): string[] {
  const folder = process.env.BENCH_PROFILE
  return folder && script.startsWith('bin/') ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { connection: 'close' } })
    await response.arrayBuffer()
    return response.status < 500
  } catch {
    return false
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
  running.delete(child)
}

function proc(pid: number, file: string): string {
  return readFileSync(`/proc/${pid}/${file}`, 'utf8')
}

function cpuSeconds(pid: number): number {
  const stat = proc(pid, 'stat')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Gives a script its task as JSON, and returns what it printed last when it is done. */
export async function run<T>(script: string, task: unknown, env: Environment = {}): Promise<T> {
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(JSON.stringify(task))
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new Error(`${script} failed`)
  return JSON.parse(output.trim().split('\n').at(-1)!) as T
}

/** @throws when an answer was not a good one: a bench of refusals measures nothing */
export async function ask(load: Load): Promise<LoadResult> {
  const result = await run<LoadResult>('bench/load.ts', load)
  if (result.failed > 0 || result.requests === 0)
    throw new Error(`${result.failed} of ${result.requests} requests failed: ${load.paths[0]}`)
  return result
}
