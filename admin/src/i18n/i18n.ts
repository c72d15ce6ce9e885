/** Texts of the shell and the generic screens. A language is loaded when it is first wanted; antd and dayjs follow. */
import dayjs from 'dayjs'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { I18nProvider } from '@refinedev/core'
import type { Locale } from '@xinglin/contracts'
import { queryClient } from '../providers/query_client.ts'
import { chooseLanguage, currentLanguage } from '../theme/preferences.ts'
import type { LanguagePack } from './language_pack.ts'

const NAMESPACE = 'translation'
const LOADERS: Record<Locale, () => Promise<{ pack: LanguagePack }>> = {
  'zh-CN': () => import('./zh_cn.ts'),
  'en': () => import('./en.ts'),
}
const packs = new Map<Locale, LanguagePack>()

/** Loads the person's language; nothing is drawn before. */
export async function startI18n(): Promise<void> {
  const language = currentLanguage()
  const { words } = await load(language)
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { [NAMESPACE]: words } },
    interpolation: { escapeValue: false },
    returnEmptyString: false,
  })
}

export async function changeLanguage(language: Locale): Promise<void> {
  const { words } = await load(language)
  i18next.addResourceBundle(language, NAMESPACE, words, true, false)
  await i18next.changeLanguage(language)
  chooseLanguage(language)
  // Labels and messages come from the server in the language one asks in.
  await queryClient.invalidateQueries()
}

/** antd's own words, for a language that is loaded. */
export function antdLocale(language: Locale): LanguagePack['antd'] | undefined {
  return packs.get(language)?.antd
}

/** A plugin's words, for one of its languages. */
export function addWords(language: Locale, words: Record<string, unknown>): void {
  i18next.addResourceBundle(language, NAMESPACE, words, true, false)
}

export const i18nProvider: I18nProvider = {
  translate: (key, options, fallback) =>
    String(i18next.t(key, { defaultValue: fallback, ...options })),
  changeLocale: (language) => changeLanguage(language as Locale),
  getLocale: currentLanguage,
}

async function load(language: Locale): Promise<LanguagePack> {
  const { pack } = await LOADERS[language]()
  packs.set(language, pack)
  dayjs.locale(pack.dayjs)
  return pack
}
