/** The page's own words; those of the document come from the server in the same language. */
import en from '../../lang/api_docs.en.json'
import zhCn from '../../lang/api_docs.zh-CN.json'

export const words: typeof zhCn = document.documentElement.lang === 'en' ? en : zhCn
