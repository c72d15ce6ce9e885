// Runs inline before the first paint; preferences.ts keeps these two choices.
;(() => {
  const root = document.documentElement
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const theme = kept('xinglin.theme')
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  root.dataset.theme = theme === 'dark' || theme === 'light' ? theme : system
  const language = kept('xinglin.language') ?? navigator.language
  root.lang = /^zh/i.test(language) ? 'zh-CN' : /^en/i.test(language) ? 'en' : 'zh-CN'
})()
