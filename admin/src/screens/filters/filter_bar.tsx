import { ClearOutlined, FilterOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isGroup, type FieldFilter, type Filters, type MetaResource } from '@xinglin/contracts'
import { useMeta } from '../../providers/meta.tsx'
import {
  filterableFields,
  isSystemField,
  resolvePath,
  type NamedField,
} from '../shared/resource_fields.ts'
import { AdvancedFilter } from './advanced_filter.tsx'
import { countFilters } from './filter_tree.ts'
import { FilterChip } from './filter_chip.tsx'
import { offeredOperators } from './operator_words.ts'
import styles from './filters.module.css'

interface Props {
  resource: MetaResource
  filters: Filters
  onChange: (filters: Filters) => void
}

/** The kinds of fields people narrow a list by most; a few of them are always offered. */
const USUAL = new Set(['choice', 'boolean', 'belongsTo'])
const USUAL_COUNT = 3

/** The questions a list answers: a chip each, those joined by "or" behind one chip. */
export function FilterBar({ resource, filters, onChange }: Props) {
  const { t } = useTranslation()
  const meta = useMeta()
  const [adding, setAdding] = useState<NamedField | null>(null)
  const [advanced, setAdvanced] = useState(false)
  const fields = filterableFields(meta, resource)
  const own = fields.filter(({ name }) => !name.includes('.'))
  const asked = new Set(filters.flatMap((filter) => (isGroup(filter) ? [] : [filter.field])))
  const usual = own
    .filter(
      ({ name, field }) =>
        USUAL.has(field.type) && !isSystemField(name) && offeredOperators(field).length
    )
    .slice(0, USUAL_COUNT)
    .filter(({ name }) => !asked.has(name) && name !== adding?.name)
  const groups = filters.filter(isGroup)

  return (
    <div className={styles.bar}>
      {filters.map((filter, i) => {
        if (isGroup(filter)) return null
        const target = resolvePath(meta, resource, filter.field)
        if (!target) return null
        return (
          <FilterChip
            key={`${filter.field}:${i}`}
            target={target}
            filter={filter}
            onChange={(next) => onChange(filters.with(i, next))}
            onRemove={() => onChange(filters.toSpliced(i, 1))}
          />
        )
      })}
      {groups.length > 0 && (
        <Button size="small" icon={<FilterOutlined />} onClick={() => setAdvanced(true)}>
          {t('screens.filters.conditions', { count: countFilters(groups) })}
        </Button>
      )}
      {adding && (
        <FilterChip
          key={`new:${adding.name}`}
          target={adding}
          startOpen
          onChange={add}
          onClose={() => setAdding(null)}
        />
      )}
      {usual.map((target) => (
        <FilterChip key={target.name} target={target} onChange={add} />
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          className: styles.menu,
          items: [
            ...own.map(({ name, label }) => ({ key: name, label })),
            { type: 'divider' },
            { key: ADVANCED, label: t('screens.filters.advanced'), icon: <FilterOutlined /> },
          ],
          onClick: ({ key }) => {
            if (key === ADVANCED) setAdvanced(true)
            else setAdding(own.find(({ name }) => name === key) ?? null)
          },
        }}
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('screens.filters.add')}
        </Button>
      </Dropdown>
      {filters.length > 0 && (
        <Button type="text" size="small" icon={<ClearOutlined />} onClick={() => onChange([])}>
          {t('screens.filters.clear')}
        </Button>
      )}
      {advanced && (
        <AdvancedFilter
          fields={fields}
          filters={filters}
          onClose={() => setAdvanced(false)}
          onApply={(next) => {
            setAdvanced(false)
            onChange(next)
          }}
        />
      )}
    </div>
  )

  function add(filter: FieldFilter) {
    onChange([...filters, filter])
  }
}

/** No field can be called this. */
const ADVANCED = '*advanced'
