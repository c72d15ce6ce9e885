import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePlace } from './place.ts'
import styles from './frame.module.css'

/** The way to this page; its name is also the window's. */
export function Breadcrumbs() {
  const { t } = useTranslation()
  const { crumbs, title, isHeading } = usePlace()
  useEffect(() => {
    document.title = `${title} · ${t('product')}`
  }, [title, t])
  const Heading = isHeading ? 'h1' : 'span'

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
