/**
 * The look in one place (brand values, both themes): antd's theme and the CSS variables of every page come from here.
 * Pure data, read by the build as well.
 */
export const palette = {
  teal: '#0F766E',
  apricot: '#F08C3A',
  danger: '#D92D20',
  warning: '#F5A524',
  success: '#12935A',
  ink: '#1B2733',
} as const

/** What differs between light and dark. */
export interface ThemeColors {
  primary: string
  /** The primary colour where it carries text or sits on a tinted ground: AA on `surface` and `canvas`. */
  primaryText: string
  /** The ground of what is chosen or done, and the same under the pointer: ink in all its shades is AA on it. */
  primarySoft: string
  primarySoftHover: string
  /** The ground of what went well. */
  successSoft: string
  accent: string
  danger: string
  /** Words in these colours on their own tinted ground: AA. */
  successText: string
  warningText: string
  dangerText: string
  ink: string
  inkSoft: string
  inkFaint: string
  canvas: string
  surface: string
  raised: string
  line: string
  /** The border of something one types into: 3:1 against the surface. */
  control: string
}

export const light: ThemeColors = {
  primary: palette.teal,
  primaryText: '#0B5F59',
  primarySoft: '#E3F1EF',
  primarySoftHover: '#DCEDEA',
  successSoft: '#E3F4EA',
  accent: palette.apricot,
  danger: palette.danger,
  successText: '#0B6B42',
  warningText: '#855700',
  dangerText: '#B42318',
  ink: palette.ink,
  inkSoft: '#4B5B69',
  inkFaint: '#586673',
  canvas: '#F5F7F8',
  surface: '#FFFFFF',
  raised: '#FFFFFF',
  line: '#E3E8EB',
  control: '#8795A1',
}

export const dark: ThemeColors = {
  primary: '#1A9488',
  primaryText: '#5CC9BD',
  primarySoft: '#12302F',
  primarySoftHover: '#153534',
  successSoft: '#12301F',
  accent: '#F3A25F',
  danger: '#F4695F',
  successText: '#5CCB93',
  warningText: '#F3C26B',
  dangerText: '#FF9A91',
  ink: '#E6ECF0',
  inkSoft: '#A9B6C1',
  inkFaint: '#8D9CA9',
  canvas: '#0F161C',
  surface: '#161F27',
  raised: '#1D2831',
  line: '#27333D',
  control: '#5E6D7A',
}

export const radius = 8
export const motionMs = 160
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif'

/** The tokens as CSS variables `--xl-…`, for pages and parts that do not use antd. */
export function cssVariables(): string {
  const shared = { radius: `${radius}px`, motion: `${motionMs}ms`, font: fontFamily }
  return [
    block(':root', { 'color-scheme': 'light', ...named({ ...light, ...shared }) }),
    block(':root[data-theme="dark"]', { 'color-scheme': 'dark', ...named({ ...dark }) }),
    `@media (prefers-reduced-motion: reduce) { :root { --xl-motion: 0s } }`,
  ].join('\n')
}

function named(tokens: Record<string, string>): Record<string, string> {
  const entries = Object.entries(tokens).map(([name, value]) => [`--xl-${kebab(name)}`, value])
  return Object.fromEntries(entries)
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

function block(selector: string, properties: Record<string, string>): string {
  const lines = Object.entries(properties).map(([name, value]) => `${name}: ${value}`)
  return `${selector} { ${lines.join('; ')} }`
}
