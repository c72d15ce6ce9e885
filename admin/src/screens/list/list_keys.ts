import { useEffect, useRef } from 'react'

interface Keys {
  up: () => void
  down: () => void
  open: () => void
  toggle: () => void
  search: () => void
  create?: () => void
}

/** The keys of a list, while nothing else (a box, a dialog) wants them. */
export function useListKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      const { up, down, open, toggle, search, create } = latest.current
      const act = {
        'ArrowUp': up,
        'ArrowDown': down,
        'Enter': open,
        ' ': toggle,
        '/': search,
        'n': create,
      }[event.key]
      if (!act) return
      // A focused link or button keeps its own Enter and space.
      if ((event.key === 'Enter' || event.key === ' ') && isControl(event.target)) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"], .ant-dropdown:not(.ant-dropdown-hidden)'))
    return true
  return (
    target instanceof HTMLElement &&
    Boolean(target.closest('input, textarea, select, [contenteditable="true"]'))
  )
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    Boolean(target.closest('a, button, [role="button"], [role="tab"]'))
  )
}
