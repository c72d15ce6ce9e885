import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { usePlace } from './place.ts'
import styles from './frame.module.css'

/** Screens with a header have a heading of their own; on a list the last crumb is the page's heading. */
const OWN_HEADING = /^\/$|^\/p\/|^\/r\/[^/]+\/./

/** The way to this page; its name is also the window's. */
export function Breadcrumbs() {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const { crumbs, title } = usePlace()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  const Heading = OWN_HEADING.test(pathname) ? 'span' : 'h1'

  return (
    <nav aria-label={t('place.label')} className={styles.crumbs}>
      <ol>
        {crumbs.map(({ label, to }, index) =>
          index === crumbs.length - 1 ? (
            <li key={index} aria-current="page">
              <Heading title={label}>{label}</Heading>
            </li>
          ) : (
            <li key={index}>{to ? <Link to={to}>{label}</Link> : <span>{label}</span>}</li>
          )
        )}
      </ol>
    </nav>
  )
}
