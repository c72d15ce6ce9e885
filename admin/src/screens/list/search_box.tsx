import { SearchOutlined } from '@ant-design/icons'
import { Input, type InputRef } from 'antd'
import { useEffect, useState, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './list.module.css'

const TYPING_PAUSE = 300

interface Props {
  label: string
  value: string
  onSearch: (text: string) => void
  /** Where the key `/` leads, on screens that listen for it. */
  boxRef?: Ref<InputRef>
}

/** Searches when the typing pauses. */
export function SearchBox({ label, value, onSearch, boxRef }: Props) {
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
      suffix={text || !boxRef ? undefined : <kbd className={styles.key}>/</kbd>}
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
