/** Shadow columns (pinyin, blind indexes); a batch's are worked out before its transaction, so that others can breathe. */
import type { DbValue } from '../fields/field_type.ts'
import type { Resource, ResourceField } from '../resource.ts'
import type { Values } from '../values.ts'

type Shadow = Record<string, DbValue>

export class ShadowColumns {
  readonly #known = new Map<ResourceField, Map<unknown, Shadow>>()

  /** Works out what the records will need; `breathe` is called between them. */
  async prepare(
    resource: Resource,
    records: readonly Values[],
    breathe: () => Promise<void>
  ): Promise<void> {
    const fields = resource.storedFields.filter(({ type }) => type.companionValues)
    for (const field of fields) {
      const values = new Map<unknown, Shadow>()
      this.#known.set(field, values)
      for (const record of records) {
        const value = record[field.name]
        if (value === undefined || values.has(value)) continue
        values.set(value, shadowOf(field, value))
        await breathe()
      }
    }
  }

  of(field: ResourceField, value: unknown): Shadow {
    return this.#known.get(field)?.get(value) ?? shadowOf(field, value)
  }
}

function shadowOf(field: ResourceField, value: unknown): Shadow {
  return field.type.companionValues?.(value, field) ?? {}
}
