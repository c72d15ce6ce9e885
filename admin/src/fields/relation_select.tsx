import { Select, Spin } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Filters } from '@xinglin/contracts'
import { useMeta } from '../providers/meta.tsx'
import type { Reference } from './field_ui.ts'
import { useOptions } from './use_options.ts'
import styles from './relation_select.module.css'

interface Props {
  target: string
  /** What it is called where no label stands before it. */
  ariaLabel?: string
  filters?: Filters
  multiple?: boolean
  /** Several are chosen one at a time, so that the list does not stay over what stands below. */
  closeOnPick?: boolean
  value: Reference[]
  onChange?: (value: Reference[]) => void
  id?: string
  disabled?: boolean
  autoFocus?: boolean
}

/** Finds records of another resource by title, pinyin or initials; asks the server first when it is opened. */
export function RelationSelect({
  target,
  ariaLabel,
  filters,
  multiple,
  closeOnPick,
  value,
  onChange,
  ...rest
}: Props) {
  const { t } = useTranslation()
  const label = useMeta().resources[target]?.label ?? t('fields.relation.record')
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState(false)
  const [opened, setOpened] = useState(false)
  const { options, loading, error } = useOptions(target, search, filters, opened)
  const chosen = value.flatMap((item) =>
    item.id ? [{ value: item.id, label: item.label ?? t('fields.relation.unnamed') }] : []
  )

  return (
    <Select
      virtual={false}
      {...rest}
      aria-label={ariaLabel}
      mode={multiple ? 'multiple' : undefined}
      labelInValue
      showSearch
      allowClear
      filterOption={false}
      placeholder={t('fields.relation.placeholder', { label })}
      value={multiple ? chosen : chosen.slice(0, 1)}
      options={options.map(({ id, label: title, code }) => ({
        value: id,
        label: title ?? id,
        code,
      }))}
      optionRender={({ label: title, data }) => <Titled title={title} code={data.code} />}
      loading={loading}
      searchValue={search}
      onSearch={setSearch}
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        if (next) setOpened(true)
        else setSearch('')
      }}
      onSelect={() => {
        if (closeOnPick) setOpen(false)
      }}
      onChange={(picked) => {
        setSearch('')
        const items = [picked ?? []].flat()
        onChange?.(items.map((item) => ({ id: item.value, label: String(item.label ?? '') })))
      }}
      notFoundContent={
        error ? (
          <span role="alert">{refusal(error.status)}</span>
        ) : loading ? (
          <Spin size="small" />
        ) : (
          t('fields.relation.none')
        )
      }
      style={WIDE}
    />
  )

  /** A resource that was not granted answers as one that does not exist. */
  function refusal(status: number): string {
    return status === 403 || status === 404
      ? t('fields.relation.denied', { label })
      : t('fields.relation.unavailable')
  }
}

/** What a record is called, and the code that tells it from others of the same name. */
function Titled({ title, code }: { title: ReactNode; code?: string | null }) {
  return (
    <span className={styles.option}>
      <span className={styles.optionTitle}>{title}</span>
      {code && <span className={styles.optionCode}>{code}</span>}
    </span>
  )
}

const WIDE = { width: '100%' }
