import type { ConfigProviderProps } from 'antd'

/** What a language brings: our words, antd's and dayjs's. */
export interface LanguagePack {
  words: Record<string, unknown>
  antd: NonNullable<ConfigProviderProps['locale']>
  /** dayjs's name of the locale. */
  dayjs: string
}
