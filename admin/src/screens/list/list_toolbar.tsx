import {
  DeleteOutlined,
  ImportOutlined,
  MoreOutlined,
  PlusOutlined,
  SearchOutlined,
} from '@ant-design/icons'
import { Button, Dropdown, Input, type InputRef } from 'antd'
import { useEffect, useState, type ReactNode, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MetaResource } from '@xinglin/contracts'
import styles from './list.module.css'

const TYPING_PAUSE = 300

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

interface SearchProps {
  label: string
  value: string
  onSearch: (text: string) => void
  boxRef: Ref<InputRef>
}

/** Searches when the typing pauses. */
function SearchBox({ label, value, onSearch, boxRef }: SearchProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  if (seen !== value) {
    setSeen(value)
    setText(value)
  }
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [text, value, onSearch])
  return (
    <Input
      ref={boxRef}
      className={styles.search}
      type="search"
      allowClear
      prefix={<SearchOutlined />}
      suffix={text ? undefined : <kbd className={styles.key}>/</kbd>}
      aria-label={t('screens.list.search', { label })}
      placeholder={t('screens.list.search', { label })}
      value={text}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => onSearch(text.trim())}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
