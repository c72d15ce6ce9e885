import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { usePageTitle } from './frame/page_title.tsx'
import styles from './not_found_screen.module.css'

interface Props {
  /** The list in which a record would have been; else the way back is home. */
  list?: { name: string; label: string }
}

/** The same for what is not there and what is not the person's to see. */
export function NotFoundScreen({ list }: Props) {
  const { t } = useTranslation()
  const title = t(list ? 'notFound.record' : 'notFound.title')
  usePageTitle(title)
  return (
    <Result
      status="404"
      title={<h1 className={styles.title}>{title}</h1>}
      subTitle={t(list ? 'notFound.recordText' : 'notFound.text')}
      extra={
        <Link to={list ? `/r/${list.name}` : '/'}>
          <Button type="primary">
            {list ? t('notFound.list', { label: list.label }) : t('notFound.home')}
          </Button>
        </Link>
      }
    />
  )
}
