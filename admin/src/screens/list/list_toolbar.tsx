import { DeleteOutlined, ImportOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown, type InputRef } from 'antd'
import type { ReactNode, Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MetaResource } from '@xinglin/contracts'
import styles from './list.module.css'
import { SearchBox } from './search_box.tsx'

interface Props {
  resource: MetaResource
  search: string
  onSearch: (text: string) => void
  searchRef: Ref<InputRef>
  onCreate?: () => void
  /** Columns and export, which need what the list shows. */
  children: ReactNode
}

/** Above a list: find on the left, act on the right, the first act last and strongest. */
export function ListToolbar({ resource, search, onSearch, searchRef, onCreate, children }: Props) {
  const { t } = useTranslation()
  const more = [
    ...(resource.actions.includes('import')
      ? [
          {
            key: 'import',
            icon: <ImportOutlined />,
            label: <Link to={`/r/${resource.name}/import`}>{t('screens.actions.import')}</Link>,
          },
        ]
      : []),
    ...(resource.recycleBin
      ? [
          {
            key: 'bin',
            icon: <DeleteOutlined />,
            label: <Link to={`/r/${resource.name}/recycle-bin`}>{t('screens.bin.title')}</Link>,
          },
        ]
      : []),
  ]
  return (
    <div className={styles.toolbar}>
      {resource.searchable && (
        <SearchBox label={resource.label} value={search} onSearch={onSearch} boxRef={searchRef} />
      )}
      <span className={styles.gap} />
      {children}
      {more.length > 0 && (
        <Dropdown trigger={['click']} menu={{ items: more }}>
          <Button icon={<MoreOutlined />} aria-label={t('screens.actions.more')} />
        </Dropdown>
      )}
      {onCreate && (
        <Button type="primary" icon={<PlusOutlined />} onClick={onCreate}>
          {t('screens.actions.create', { label: resource.label })}
        </Button>
      )}
    </div>
  )
}
