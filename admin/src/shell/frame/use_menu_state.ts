import { Grid } from 'antd'
import { useCallback, useState } from 'react'

const KEY = 'xinglin.menu'

/** Whether the menu is wide, narrow, or (on a small window) hidden until it is asked for. */
export function useMenuState() {
  const small = !(Grid.useBreakpoint().lg ?? true)
  const [narrow, setNarrow] = useState(() => localStorage.getItem(KEY) === 'narrow')
  const [drawerOpen, setDrawerOpen] = useState(false)
  const toggle = useCallback(() => {
    if (small) return setDrawerOpen((open) => !open)
    setNarrow((now) => {
      localStorage.setItem(KEY, now ? 'wide' : 'narrow')
      return !now
    })
  }, [small])
  return {
    small,
    narrow,
    drawerOpen: small && drawerOpen,
    toggle,
    closeDrawer: () => setDrawerOpen(false),
  }
}
