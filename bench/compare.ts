/** Two servers asked in turn, so that whatever else the machine does falls on both. */
import type { Load } from './load.ts'
import { ask, type Server } from './processes.ts'

export interface Measured {
  perSecond: number
  /** Processor time of the server a request, in milliseconds. */
  cpuMs: number
}
export interface Comparison {
  name: string
  product: Measured
  other: Measured
  /** Medians over the rounds of product ÷ other within a round. */
  throughput: number
  cpu: number
}
export type LoadOf = (round: number) => Omit<Load, 'url'>

export async function compare(
  name: string,
  rounds: number,
  [product, productLoad]: [Server, LoadOf],
  [other, otherLoad]: [Server, LoadOf]
): Promise<Comparison> {
  // Both warm up: the first round of each is not counted.
  await measure(product, productLoad(0))
  await measure(other, otherLoad(0))
  const pairs: { product: Measured; other: Measured }[] = []
  for (let round = 1; round <= rounds; round++) {
    // Who goes first changes from round to round.
    if (round % 2 === 0) {
      const later = await measure(other, otherLoad(round))
      pairs.push({ product: await measure(product, productLoad(round)), other: later })
    } else {
      const first = await measure(product, productLoad(round))
      pairs.push({ product: first, other: await measure(other, otherLoad(round)) })
    }
  }
  const middle = (of: (pair: (typeof pairs)[number]) => number) => median(pairs.map(of))
  return {
    name,
    product: {
      perSecond: middle((pair) => pair.product.perSecond),
      cpuMs: middle((pair) => pair.product.cpuMs),
    },
    other: {
      perSecond: middle((pair) => pair.other.perSecond),
      cpuMs: middle((pair) => pair.other.cpuMs),
    },
    throughput: middle((pair) => pair.product.perSecond / pair.other.perSecond),
    cpu: middle((pair) => pair.product.cpuMs / pair.other.cpuMs),
  }
}

async function measure(server: Server, load: Omit<Load, 'url'>): Promise<Measured> {
  const before = server.cpuSeconds()
  const { perSecond, requests } = await ask({ ...load, url: server.url })
  return { perSecond, cpuMs: ((server.cpuSeconds() - before) * 1000) / requests }
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}
