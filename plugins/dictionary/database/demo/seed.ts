import { readFile } from 'node:fs/promises'
import { createRecords } from '@xinglin/core'

type Lines = Record<string, unknown>[]

async function read(file: string): Promise<Lines> {
  return JSON.parse(await readFile(new URL(file, import.meta.url), 'utf8')) as Lines
}

/** The demo hospital's own small lists, written for a maternity and child hospital. */
export async function seedDemo(): Promise<void> {
  await createRecords('dictionary.drugs', await read('drugs.json'))
  await createRecords('dictionary.diagnoses', await read('diagnoses.json'))
  await createRecords('dictionary.items', await read('items.json'))
}
