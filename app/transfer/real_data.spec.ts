/** The published lists, where they are at hand; they are not part of the product. */
import { test } from '@japa/runner'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { clientOf } from '#tests/people.ts'
import { bearer, importTable } from '#tests/transfers.ts'

const data = (name: string) =>
  fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))
const LISTS = [
  {
    file: 'icd10_cn_clinical_v2.0.csv',
    resource: 'dictionary.diagnoses',
    mapping: { code: 'code', name: 'name' },
    rows: 35_862,
  },
  {
    file: 'nhsa_nrdl_drugs.csv',
    resource: 'dictionary.drugs',
    mapping: { id: 'code', name: 'genericName', dosage_form: 'form' },
    rows: 4750,
  },
]

test.group('published lists', () => {
  for (const { file, resource, mapping, rows } of LISTS) {
    test(`${file} is imported whole, and a second time changes nothing`, async ({ assert }) => {
      const [admin, headers] = [await clientOf('admin'), await bearer('admin')]
      const content = readFileSync(data(file))
      const plan = { mapping, mode: 'upsert', key: 'code' }
      const { result, errors } = await importTable(admin, headers, resource, content, plan)
      assert.equal(result?.rows, rows, JSON.stringify(errors.slice(0, 3)))
      assert.equal(result.created + result.updated + result.unchanged, rows)
      const again = await importTable(admin, headers, resource, content, plan)
      assert.equal(again.result.unchanged, rows)
    })
      .timeout(600_000)
      .skip(!existsSync(data(file)), `../shared/data/${file} is not there`)
  }
})
