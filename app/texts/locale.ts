import type { Locale } from '@xinglin/contracts'

interface WithLanguages {
  header(name: string): string | undefined
}

/** The caller's language: Chinese unless they ask for English first. */
export function localeOf(request: WithLanguages): Locale {
  return /^\s*en\b/i.test(request.header('accept-language') ?? '') ? 'en' : 'zh-CN'
}
