/**
 * How this person wants the screens: theme and language, kept in the browser. `first_paint.js` applies them before the
 * page is drawn; afterwards this file does.
 */
import { useSyncExternalStore } from 'react'
import type { Locale } from '@xinglin/contracts'

export type ThemeChoice = 'system' | 'light' | 'dark'
export type Theme = 'light' | 'dark'

const THEME_KEY = 'xinglin.theme'
const LANGUAGE_KEY = 'xinglin.language'

const root = document.documentElement
const systemDark = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()

systemDark.addEventListener('change', applyTheme)

export function themeChoice(): ThemeChoice {
  const kept = read(THEME_KEY)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function chooseTheme(choice: ThemeChoice): void {
  write(THEME_KEY, choice)
  applyTheme()
}

export function currentTheme(): Theme {
  return root.dataset.theme === 'dark' ? 'dark' : 'light'
}

export function currentLanguage(): Locale {
  return root.lang === 'en' ? 'en' : 'zh-CN'
}

/** Texts follow through i18next or, on the sign-in page, by drawing again. */
export function chooseLanguage(language: Locale): void {
  write(LANGUAGE_KEY, language)
  root.lang = language
  notify()
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme)
}

export function useThemeChoice(): ThemeChoice {
  return useSyncExternalStore(subscribe, themeChoice)
}

export function useLanguage(): Locale {
  return useSyncExternalStore(subscribe, currentLanguage)
}

function applyTheme(): void {
  const choice = themeChoice()
  root.dataset.theme = choice === 'system' ? (systemDark.matches ? 'dark' : 'light') : choice
  notify()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener()
}

/** Storage may be forbidden; a choice then lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // Lasts as long as the page.
  }
}
