/** Questions about one answer rather than many: a far page, the picker of diagnoses, a server that has nothing to do. */
import { ask } from './processes.ts'
import type { Product } from './product.ts'
import { PAGE_SIZE } from './settings.ts'

export interface Pages {
  firstMs: number
  farMs: number
}
export interface Picked {
  search: string
  found: number
  p50: number
  p95: number
}

const FAR = 2000
const TIMES = 60
/** People who ask the picker at one moment. */
const TYPING = 2

/** The same list, first and far; asked in turn, one request at a time. */
export async function pages({ server, headers }: Product): Promise<Pages> {
  const path = (page: number) =>
    `/api/resources/dictionary.items?page=${page}&pageSize=${PAGE_SIZE}&fields=code,name,price`
  const time = async (page: number) =>
    (await ask({ url: server.url, headers, connections: 1, amount: TIMES, paths: [path(page)] }))
      .p50
  await time(1)
  await time(FAR)
  return { firstMs: await time(1), farMs: await time(FAR) }
}

/** What is typed, and a diagnosis that must be among what is found. */
const SEARCHES = [
  { search: 'rsqtnb', finds: '妊娠期糖尿病' },
  { search: 'rsqgxy', finds: '妊娠期高血压' },
  { search: '妊娠', finds: '妊娠' },
  { search: 'O26', finds: '妊娠期肝内胆汁淤积' },
]

/** Asks as the admin's select box does, without a count. @throws when a search does not find what it should */
export async function picker({ server, headers }: Product): Promise<Picked[]> {
  const picked: Picked[] = []
  for (const { search, finds } of SEARCHES) {
    const path = `/api/resources/dictionary.diagnoses?as=options&total=none&pageSize=20&search=${encodeURIComponent(search)}`
    const response = await fetch(server.url + path, {
      headers: { ...headers, connection: 'close' },
    })
    const { data } = (await response.json()) as { data: { name: string }[] }
    if (!data.some(({ name }) => name.includes(finds)))
      throw new Error(`${search} does not find ${finds}: ${data.map(({ name }) => name).join(' ')}`)
    const { p50, p95 } = await ask({
      url: server.url,
      headers,
      connections: TYPING,
      amount: TIMES * TYPING,
      paths: [path],
    })
    picked.push({ search, found: data.length, p50, p95 })
  }
  return picked
}
