/** Settings in words, for those who may see them. */
import type { Locale, Setting } from '@xinglin/contracts'
import { name, sql } from '#app/database/sql.ts'
import { rows } from '#app/database/store.ts'
import type { SettingDefinition } from '#app/plugins/define_plugin.ts'
import { hasText, translate } from '#app/texts/texts.ts'
import { defaultOf, setting, settingDefinitions } from './settings.ts'

export async function settingsTold(locale: Locale): Promise<Setting[]> {
  const kept = await rows(
    sql`select id, ${name('key')}, version from core__settings where live = ''`
  )
  const records = new Map(
    kept.map(({ key, id, version }) => [key, { id: id as string, version: Number(version) }])
  )
  return Promise.all(
    [...settingDefinitions()].map(async ([key, definition]) => ({
      ...wordsOf(key, definition, locale),
      default: defaultOf(definition),
      value: await setting(key),
      record: records.get(key) ?? null,
    }))
  )
}

function wordsOf(key: string, { type, min, max, options }: SettingDefinition, locale: Locale) {
  const word = (part: string) => `settings.${part}.${key}`
  const known = (part: string) =>
    hasText(locale, word(part)) ? translate(locale, word(part)) : undefined
  const help = known('help')
  const warning = known('warnings')
  const group = key.slice(0, key.indexOf('.'))
  const groupWord = `settings.groups.${group}`
  return {
    key,
    label: translate(locale, `settings.${key}`),
    ...(help !== undefined && { help }),
    ...(warning !== undefined && { warning }),
    group: {
      name: group,
      // The settings of a plugin begin with its id.
      label: translate(locale, hasText(locale, groupWord) ? groupWord : `plugins.${group}`),
    },
    type,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(options && {
      options: options.map((value) => ({ value, label: optionWord(key, value, locale) })),
    }),
  }
}

/** An option that nobody wrote words for is shown as it is. */
function optionWord(key: string, value: string, locale: Locale): string {
  const word = `settings.options.${key}.${value}`
  return hasText(locale, word) ? translate(locale, word) : value
}
