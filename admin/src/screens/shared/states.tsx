import { ImportOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Empty, Result, Skeleton, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MetaResource } from '@xinglin/contracts'
import styles from './shared.module.css'

/** Rows to come, in the place where they will stand. */
export function ListSkeleton() {
  return (
    <div className={styles.skeleton} aria-busy>
      {Array.from({ length: 10 }, (_, i) => (
        <Skeleton.Node key={i} active style={{ width: '100%', height: 22 }} />
      ))}
    </div>
  )
}

/** Says what would be here and offers the first step. */
export function EmptyList({
  resource,
  narrowed,
  onShowAll,
  onCreate,
}: {
  resource: MetaResource
  narrowed: boolean
  onShowAll: () => void
  onCreate?: () => void
}) {
  const { t } = useTranslation()
  const { label } = resource
  if (narrowed) {
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('screens.empty.narrowed')}>
        <Button onClick={onShowAll}>{t('screens.empty.showAll')}</Button>
      </Empty>
    )
  }
  const mayImport = resource.actions.includes('import')
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={t(onCreate || mayImport ? 'screens.empty.first' : 'screens.empty.nothing', {
        label,
      })}
    >
      <Space wrap>
        {onCreate && (
          <Button type="primary" icon={<PlusOutlined />} onClick={onCreate}>
            {t('screens.actions.create', { label })}
          </Button>
        )}
        {mayImport && (
          <Link to={`/r/${resource.name}/import`}>
            <Button icon={<ImportOutlined />}>{t('screens.actions.import')}</Button>
          </Link>
        )}
      </Space>
    </Empty>
  )
}

/** Says what happened and offers again. */
export function LoadFailure({ message, onRetry }: { message: string; onRetry: () => void }) {
  const { t } = useTranslation()
  return (
    <Result
      status="warning"
      title={t('screens.failure.title')}
      subTitle={message}
      extra={
        <Button type="primary" onClick={onRetry}>
          {t('screens.failure.retry')}
        </Button>
      }
    />
  )
}
