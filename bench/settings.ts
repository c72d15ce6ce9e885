/** Sizes and addresses of the bench, in one place; every process of it reads them here. */
const FULL = {
  drugs: 50_000,
  deepRows: 1_000_000,
  diagnoses: 35_862,
  rounds: 5,
  seconds: 4,
}
/** `BENCH=quick`: to see that everything works and roughly where one stands; its numbers are not for the record. */
const QUICK = { ...FULL, deepRows: 100_000, rounds: 3, seconds: 2 }

export const quick = process.env.BENCH === 'quick'
export const SIZES = quick ? QUICK : FULL
export const CONNECTIONS = 16
export const PAGE_SIZE = 25
/** Typists the drugs were entered by: what the list with a relation shows the names of. */
export const TYPISTS = 200
/** Dosage forms: a filter on one of them finds 250 of the drugs, half of them the person's own. */
export const FORMS = Array.from({ length: 200 }, (_, i) => `剂型${i + 1}`)

const FIRST_PORT = Number(process.env.BENCH_PORT ?? 4800)
export const PORTS = { product: FIRST_PORT, node: FIRST_PORT + 1, adonis: FIRST_PORT + 2 }

export const DATABASE = {
  host: process.env.DB_HOST ?? '127.0.0.1',
  port: Number(process.env.DB_PORT ?? 3306),
  user: process.env.DB_USER ?? 'root',
  password: process.env.DB_PASSWORD ?? '',
  name: 'xinglin_bench',
}
export const PERSON = { login: 'bench.pharmacist', password: 'Bench-2026-not-a-secret' }

/** What the person may read of a drug and sees in its list; the hand-written endpoints select the same. */
export const LIST_FIELDS = [
  'code',
  'genericName',
  'tradeName',
  'kind',
  'form',
  'specification',
  'unit',
  'packSize',
  'price',
  'route',
  'prescriptionOnly',
  'status',
]
export const GRANTS = {
  list: [...LIST_FIELDS, 'createdBy'],
  read: [...LIST_FIELDS, 'createdAt', 'updatedAt'],
  write: LIST_FIELDS,
}
