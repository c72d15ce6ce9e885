import en from '../../lang/failures.en.json'
import zhCN from '../../lang/failures.zh-CN.json'

/**
 * Words for a failure the server itself could not describe. Both languages are here, because they are needed just when
 * nothing more can be loaded.
 */
export function failureText(status: number): string {
  const words = document.documentElement.lang === 'en' ? en : zhCN
  if (status === 0) return words.unreachable
  if (status === 413) return words.tooLarge
  if (status === 429) return words.tooMany
  if (status >= 502 && status <= 504) return words.unavailable
  return words.unexpected
}
