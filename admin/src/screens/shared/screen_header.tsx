import type { ReactNode } from 'react'
import { usePageTitle } from '../../shell/frame/page_title.tsx'
import styles from './shared.module.css'

interface Props {
  title: string
  /** A line below: what kind of thing this is, since when. */
  subtitle?: ReactNode
  children?: ReactNode
}

/** Who or what a screen is about, and what can be done with it. Names the page in the breadcrumb and the tab as well. */
export function ScreenHeader({ title, subtitle, children }: Props) {
  usePageTitle(title)
  return (
    <header className={styles.header}>
      <div className={styles.heading}>
        <h1>{title}</h1>
        {subtitle && <p>{subtitle}</p>}
      </div>
      {children && <div className={styles.actions}>{children}</div>}
    </header>
  )
}
