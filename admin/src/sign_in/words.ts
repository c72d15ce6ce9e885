import { useLanguage } from '../theme/preferences.ts'
import en from '../../lang/sign_in.en.json'
import zhCN from '../../lang/sign_in.zh-CN.json'

export type Words = typeof zhCN

/** The page's words; both languages are small enough to be here, and i18next is not. */
export function useWords(): Words {
  return useLanguage() === 'en' ? en : zhCN
}
