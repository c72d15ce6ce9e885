/** Where states and ways between them are drawn: states in columns by how far they are from the first one. */
import type { MetaLifecycle } from '@xinglin/contracts'

export interface Way {
  from: string
  to: string
  labels: string[]
  /** What is drawn: a curve, and where its words stand. */
  path: string
  middle: Point
}
export interface Point {
  x: number
  y: number
}
export interface Drawing {
  width: number
  height: number
  box: { width: number; height: number }
  places: Map<string, Point>
  ways: Way[]
}

const HEIGHT = 34
const GAP = { across: 92, along: 40 }
const MARGIN = 14
const WIDE = 14
const NARROW = 7.5

export function layOut({ states, initial, transitions }: MetaLifecycle): Drawing {
  const names = Object.keys(states)
  const pairs = pairsOf(transitions)
  const ranks = ranksOf(names, initial, pairs)
  const columns = inOrder(ranks, pairs)
  const width = Math.max(64, ...names.map((name) => textWidth(states[name]!.label) + 28))
  const across = width + Math.max(GAP.across, ...pairs.map(({ labels }) => widest(labels) + 28))
  const steps = pairs.map(({ from, to }) => ranks.get(to)! - ranks.get(from)!)
  const above = steps.some((each) => each > 1) ? GAP.along : 0
  const below = steps.some((each) => each < 1) ? GAP.along : 0
  const tallest = Math.max(...columns.map(({ length }) => length))
  const room = HEIGHT + GAP.along
  const places = new Map<string, Point>()
  for (const [rank, column] of columns.entries()) {
    const top = ((tallest - column.length) * room) / 2
    for (const [i, name] of column.entries())
      places.set(name, { x: MARGIN + rank * across, y: MARGIN + above + top + i * room })
  }
  const box = { width, height: HEIGHT }
  const ways = pairs.map((pair) => ({ ...pair, ...draw(pair, places, box, across) }))
  return {
    width: 2 * MARGIN + (columns.length - 1) * across + width,
    height: 2 * MARGIN + above + below + tallest * room - GAP.along,
    box,
    places,
    ways,
  }
}

type Pair = Pick<Way, 'from' | 'to' | 'labels'>

/** Transitions between the same two states are one way with several names. */
function pairsOf(transitions: MetaLifecycle['transitions']): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const { from, to, label } of Object.values(transitions))
    for (const state of from) {
      const key = `${state} ${to}`
      const pair = pairs.get(key) ?? { from: state, to, labels: [] }
      pair.labels.push(label)
      pairs.set(key, pair)
    }
  return [...pairs.values()]
}

/** The fewest steps from the first state; one that nothing leads to stands beside it. */
function ranksOf(names: readonly string[], initial: string, pairs: readonly Pair[]) {
  const ranks = new Map([[initial, 0]])
  // A map may be added to while it is walked.
  for (const [name, rank] of ranks)
    for (const { from, to } of pairs) if (from === name && !ranks.has(to)) ranks.set(to, rank + 1)
  return new Map(names.map((name) => [name, ranks.get(name) ?? 0]))
}

/** Columns of names, each ordered by where its neighbours in the column before stand, so that ways seldom cross. */
function inOrder(ranks: ReadonlyMap<string, number>, pairs: readonly Pair[]): string[][] {
  const columns: string[][] = []
  for (let rank = 0; rank <= Math.max(...ranks.values()); rank++) {
    const before = columns.at(-1) ?? []
    const weight = (name: string) => {
      const places = pairs
        .filter(({ to }) => to === name)
        .map(({ from }) => before.indexOf(from))
        .filter((place) => place >= 0)
      return places.length > 0 ? places.reduce((sum, each) => sum + each, 0) / places.length : 0
    }
    const names = [...ranks].filter(([, each]) => each === rank).map(([name]) => name)
    columns.push(names.sort((a, b) => weight(a) - weight(b)))
  }
  return columns
}

/** On to the next column straight; past other states, back and to itself in an arch above or below them. */
function draw(
  { from, to }: Pair,
  places: ReadonlyMap<string, Point>,
  { width, height }: Drawing['box'],
  across: number
): Pick<Way, 'path' | 'middle'> {
  const [start, end] = [places.get(from)!, places.get(to)!]
  const steps = Math.round((end.x - start.x) / across)
  if (steps === 1) {
    const [x1, y1] = [start.x + width, start.y + height / 2]
    const [x2, y2] = [end.x, end.y + height / 2]
    const bend = (x2 - x1) / 2
    return {
      path: `M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`,
      middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 2 },
    }
  }
  const isAbove = steps > 0
  const edge = isAbove ? 0 : height
  const lift = (isAbove ? -1 : 1) * (GAP.along - 4)
  const shift = steps === 0 ? width / 4 : 0
  const [x1, x2] = [start.x + width / 2 - shift, end.x + width / 2 + shift]
  const [y1, y2] = [start.y + edge, end.y + edge]
  const far = isAbove ? Math.min(y1, y2) + lift : Math.max(y1, y2) + lift
  return {
    path: `M${x1},${y1} C${x1},${far} ${x2},${far} ${x2},${y2}`,
    middle: { x: (x1 + x2) / 2, y: (y1 + y2) / 8 + far * 0.75 },
  }
}

const widest = (labels: readonly string[]) => Math.max(0, ...labels.map(textWidth))

/** Near enough for a box: Chinese characters are as wide as high. */
function textWidth(text: string): number {
  return [...text].reduce(
    (sum, letter) => sum + (/[\u2e80-\uffff]/.test(letter) ? WIDE : NARROW),
    0
  )
}
