import { theme as antd, type ThemeConfig } from 'antd'
import type { Theme } from './preferences.ts'
import { dark, fontFamily, light, palette, radius } from './tokens.ts'

const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)')

/** antd's theme from our tokens. */
export function antdTheme(theme: Theme): ThemeConfig {
  const colors = theme === 'dark' ? dark : light
  return {
    algorithm: theme === 'dark' ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { key: `xinglin-${theme}` },
    hashed: false,
    token: {
      colorPrimary: colors.primary,
      colorInfo: colors.primary,
      colorLink: colors.primaryText,
      colorError: colors.danger,
      colorWarning: palette.warning,
      colorSuccess: palette.success,
      // antd's own mixtures of dark brand colours are muddy.
      colorPrimaryBg: colors.primarySoft,
      colorPrimaryBgHover: colors.primarySoftHover,
      colorInfoBg: colors.primarySoft,
      colorInfoBorder: colors.line,
      colorSuccessBg: colors.successSoft,
      colorText: colors.ink,
      colorTextHeading: colors.ink,
      colorTextSecondary: colors.inkSoft,
      colorTextTertiary: colors.inkFaint,
      colorTextDescription: colors.inkFaint,
      colorTextPlaceholder: colors.inkFaint,
      colorBgLayout: colors.canvas,
      colorBgContainer: colors.surface,
      colorBgElevated: colors.raised,
      colorSplit: colors.line,
      colorBorderSecondary: colors.line,
      borderRadius: radius,
      fontFamily,
      fontSize: 14,
      motion: !reducedMotion.matches,
      boxShadow: '0 8px 28px rgb(15 30 40 / 0.14), 0 2px 6px rgb(15 30 40 / 0.08)',
      boxShadowSecondary: '0 8px 28px rgb(15 30 40 / 0.14), 0 2px 6px rgb(15 30 40 / 0.08)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Menu: {
        itemBorderRadius: radius,
        itemHeight: 36,
        itemMarginInline: 8,
        itemSelectedBg: colors.primarySoft,
        itemSelectedColor: colors.primaryText,
        subMenuItemSelectedColor: colors.primaryText,
        itemColor: colors.inkSoft,
        itemHoverColor: colors.ink,
        subMenuItemBg: 'transparent',
        itemBg: 'transparent',
        activeBarBorderWidth: 0,
      },
      Tabs: {
        itemSelectedColor: colors.primaryText,
        itemHoverColor: colors.primaryText,
        itemActiveColor: colors.primaryText,
      },
      Tag: {
        colorSuccess: colors.successText,
        colorWarning: colors.warningText,
        colorError: colors.dangerText,
        colorInfo: colors.primaryText,
      },
      Table: {
        headerBg: colors.surface,
        headerSplitColor: 'transparent',
        rowHoverBg: colors.canvas,
      },
    },
  }
}
