import { Checkbox, Input } from 'antd'
import { SearchOutlined } from '@ant-design/icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CatalogueResource } from '@xinglin/contracts'
import { isSystemField } from '../../screens/shared/resource_fields.ts'
import { hasField, withField, type FieldList } from './grants.ts'
import { mayBeWritten } from './warnings.ts'
import styles from './roles.module.css'

/** Shown with every record, whatever is granted. */
const ALWAYS = ['id', 'version']
const SEARCH_FROM = 12

interface Props {
  resource: CatalogueResource
  /** The lists of the actions that are edited together; empty where none of them reads or writes. */
  reads: FieldList[]
  writes: FieldList[]
  onReads: (change: (fields: FieldList) => FieldList) => void
  onWrites: (change: (fields: FieldList) => FieldList) => void
  disabled: boolean
}

/** Field by field: may be seen, may be filled in. */
export function FieldsEditor({ resource, reads, writes, onReads, onWrites, disabled }: Props) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const fields = Object.entries(resource.fields)
    .filter(([name]) => !ALWAYS.includes(name))
    .map(([name, field]) => ({
      name,
      label: field.label,
      system: isSystemField(name),
      readable: field.type !== 'password',
      writable: mayBeWritten(field),
    }))
    .sort((a, b) => Number(a.system) - Number(b.system))
  // A column for what none of the edited actions does would only be in the way.
  const columns = [
    {
      key: 'read',
      lists: reads,
      on: onReads,
      possible: (field: (typeof fields)[number]) => field.readable,
    },
    {
      key: 'write',
      lists: writes,
      on: onWrites,
      possible: (field: (typeof fields)[number]) => field.writable,
    },
  ].filter(({ lists }) => lists.length > 0)
  const shown = fields.filter(({ label }) => label.includes(search.trim()))

  return (
    <>
      {fields.length >= SEARCH_FROM && (
        <Input
          type="search"
          allowClear
          prefix={<SearchOutlined />}
          placeholder={t('access.fields.search')}
          aria-label={t('access.fields.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className={styles.fieldSearch}
        />
      )}
      <table className={styles.fields}>
        <thead>
          <tr>
            <th scope="col">{t('access.fields.field')}</th>
            {columns.map(({ key, lists, on, possible }) => {
              const all = fields.filter(possible).map(({ name }) => name)
              const whole = lists.length > 0 && lists.every((list) => list === '*')
              const some = lists.some((list) => list === '*' || list.length > 0)
              return (
                <th key={key} scope="col">
                  <Checkbox
                    checked={whole}
                    indeterminate={some && !whole}
                    disabled={disabled || lists.length === 0 || all.length === 0}
                    onChange={({ target }) => on(() => (target.checked ? '*' : []))}
                  >
                    {t(`access.fields.${key}`)}
                  </Checkbox>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <tr key={field.name} data-system={field.system || undefined}>
              <th scope="row">{field.label}</th>
              {columns.map(({ key, lists, on, possible }) => (
                <td key={key}>
                  {possible(field) ? (
                    <FieldBox
                      label={t(`access.fields.${key}One`, { label: field.label })}
                      lists={lists}
                      name={field.name}
                      disabled={disabled}
                      onChange={(checked) => {
                        const all = fields.filter(possible).map(({ name }) => name)
                        on((list) => withField(list, field.name, checked, all))
                      }}
                    />
                  ) : (
                    <span className={styles.never} title={t('access.fields.never')}>
                      –
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(reads.includes('*') || writes.includes('*')) && (
        <p className={styles.hint}>{t('access.fields.wholeHint')}</p>
      )}
    </>
  )
}

interface BoxProps {
  label: string
  lists: FieldList[]
  name: string
  disabled: boolean
  onChange: (checked: boolean) => void
}

function FieldBox({ label, lists, name, disabled, onChange }: BoxProps) {
  const count = lists.filter((list) => hasField(list, name)).length
  return (
    <Checkbox
      aria-label={label}
      checked={count > 0 && count === lists.length}
      indeterminate={count > 0 && count < lists.length}
      disabled={disabled || lists.length === 0}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}
