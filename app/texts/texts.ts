/** The words of core and plugins: `lang/<locale>.json` of each, merged; looked up by convention (docs/metadata.md). */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '@xinglin/contracts'

export const LOCALES: readonly Locale[] = ['zh-CN', 'en']

interface Tree {
  [key: string]: string | Tree
}

const words: Record<Locale, Map<string, string>> = { 'zh-CN': new Map(), 'en': new Map() }

/** Adds the words of a `lang` folder. @throws naming the file that is missing or no JSON */
export function loadTexts(folder: string): void {
  for (const locale of LOCALES) {
    const file = join(folder, `${locale}.json`)
    try {
      collect(JSON.parse(readFileSync(file, 'utf8')) as Tree, '', words[locale])
    } catch (error) {
      throw new Error(`${file}: ${(error as Error).message}`)
    }
  }
}

function collect(tree: Tree, prefix: string, into: Map<string, string>): void {
  for (const [key, value] of Object.entries(tree)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') into.set(path, value)
    else collect(value, path, into)
  }
}

/** The word for a key; `{name}` marks are filled in. A key nobody wrote words for is shown readable. */
export function translate(
  locale: Locale,
  key: string,
  values: Record<string, unknown> = {}
): string {
  const text = words[locale].get(key) ?? words['zh-CN'].get(key)
  if (text === undefined) return readable(key)
  return text.replace(/\{(\w+)\}/g, (mark, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : mark
  )
}

/** All words of a language under a key, by the last part of theirs. */
export function wordsUnder(locale: Locale, key: string): Map<string, string> {
  const prefix = `${key}.`
  return new Map(
    [...words[locale]]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text])
  )
}

export function hasText(locale: Locale, key: string): boolean {
  return words[locale].has(key)
}

function readable(key: string): string {
  return key
    .slice(key.lastIndexOf('.') + 1)
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase()
}

/** Keys that one language has and another lacks. */
export function missingTexts(): { locale: Locale; key: string }[] {
  return LOCALES.flatMap((locale) => {
    const others = LOCALES.filter((other) => other !== locale).flatMap((other) => [
      ...words[other].keys(),
    ])
    return others.filter((key) => !words[locale].has(key)).map((key) => ({ locale, key }))
  })
}
