import type { ReactNode } from 'react'

/** Something the palette offers. */
export interface Command {
  id: string
  group: 'go' | 'create' | 'records'
  label: string
  /** Where it stands, or of which kind it is. */
  hint?: string
  icon: ReactNode
  /** Also found by these words, which are not shown. */
  words?: string
  to?: string
  href?: string
  newTab?: boolean
}

/** Those that contain every word one typed; those whose name begins with it come first. */
export function matching(commands: Command[], text: string): Command[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean)
  const found = commands.filter(({ label, hint = '', words = '' }) => {
    const all = `${label} ${hint} ${words}`.toLowerCase()
    return wanted.every((word) => all.includes(word))
  })
  const rank = ({ label }: Command) => (label.toLowerCase().startsWith(wanted[0] ?? '') ? 0 : 1)
  return found.sort((a, b) => rank(a) - rank(b))
}
