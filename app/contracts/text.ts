/** Words a person reads: a plain string, or one per language for what is typed in the browser. */
export type Locale = 'zh-CN' | 'en'
export type LocalizedText = string | { 'zh-CN': string; 'en'?: string }

/** The text in the asked language, falling back to Chinese, which is always there. */
export function localized(
  text: LocalizedText | undefined | null,
  locale: Locale
): string | undefined {
  if (text === undefined || text === null) return undefined
  if (typeof text === 'string') return text
  return text[locale] ?? text['zh-CN']
}
