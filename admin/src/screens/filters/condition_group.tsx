import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Segmented, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { isGroup, type FieldFilter, type Filter, type GroupFilter } from '@xinglin/contracts'
import type { NamedField } from '../shared/resource_fields.ts'
import { FilterValue, valueFor } from './filter_value.tsx'
import { mayNest, replaceAt, type TreePath } from './filter_tree.ts'
import { offeredOperators, operatorWord } from './operator_words.ts'
import styles from './filters.module.css'

interface Props {
  fields: NamedField[]
  group: GroupFilter
  path: TreePath
  root: GroupFilter
  onChange: (root: GroupFilter) => void
}

/** All or any of some conditions; a condition may be a group again. */
export function ConditionGroup({ fields, group, path, root, onChange }: Props) {
  const { t } = useTranslation()
  const put = (at: TreePath, next: Filter | null) => onChange(replaceAt(root, at, next))
  return (
    <fieldset className={styles.group} aria-label={t(`screens.filters.${group.operator}`)}>
      <div className={styles.groupHead}>
        <Segmented<GroupFilter['operator']>
          size="small"
          value={group.operator}
          onChange={(operator) => put(path, { ...group, operator })}
          options={[
            { value: 'and', label: t('screens.filters.and') },
            { value: 'or', label: t('screens.filters.or') },
          ]}
        />
        {path.length > 0 && (
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t('screens.filters.removeGroup')}
            onClick={() => put(path, null)}
          />
        )}
      </div>
      {group.value.map((child, i) => {
        const at = [...path, i]
        return isGroup(child) ? (
          <ConditionGroup
            key={i}
            fields={fields}
            group={child}
            path={at}
            root={root}
            onChange={onChange}
          />
        ) : (
          <Condition key={i} fields={fields} filter={child} onChange={(next) => put(at, next)} />
        )
      })}
      <Space>
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(firstCondition(fields))}>
          {t('screens.filters.addCondition')}
        </Button>
        {mayNest(path) && (
          <Button
            size="small"
            type="text"
            icon={<PlusOutlined />}
            onClick={() =>
              add({ operator: opposite(group.operator), value: [firstCondition(fields)] })
            }
          >
            {t('screens.filters.addGroup')}
          </Button>
        )}
      </Space>
    </fieldset>
  )

  function add(child: Filter) {
    const next = { ...group, value: [...group.value, child] }
    if (path.length === 0) onChange(next)
    else put(path, next)
  }
}

interface ConditionProps {
  fields: NamedField[]
  filter: FieldFilter
  onChange: (filter: FieldFilter | null) => void
}

function Condition({ fields, filter, onChange }: ConditionProps) {
  const { t } = useTranslation()
  const target = fields.find(({ name }) => name === filter.field)
  return (
    <div className={styles.condition}>
      <Select
        virtual={false}
        showSearch
        optionFilterProp="label"
        aria-label={t('screens.filters.field')}
        value={filter.field}
        options={fields.map(({ name, label }) => ({ value: name, label }))}
        onChange={(name) => onChange(conditionOn(fields.find((field) => field.name === name)!))}
        popupMatchSelectWidth={false}
      />
      {target && (
        <Select
          virtual={false}
          aria-label={t('screens.filters.operator')}
          value={filter.operator}
          options={offeredOperators(target.field).map((operator) => ({
            value: operator,
            label: operatorWord(t, target.field, operator),
          }))}
          onChange={(operator) =>
            onChange({ ...filter, operator, value: valueFor(operator, filter) })
          }
          popupMatchSelectWidth={false}
        />
      )}
      <div className={styles.conditionValue}>
        {target && (
          <FilterValue
            key={`${filter.field}:${filter.operator}`}
            filter={filter}
            target={target}
            onChange={(value) => onChange({ ...filter, value })}
          />
        )}
      </div>
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('screens.filters.remove', { label: target?.label ?? filter.field })}
        onClick={() => onChange(null)}
      />
    </div>
  )
}

function firstCondition(fields: NamedField[]): FieldFilter {
  return conditionOn(fields[0]!)
}

function conditionOn({ name, field }: NamedField): FieldFilter {
  const operator = offeredOperators(field)[0] ?? 'eq'
  return { field: name, operator, value: valueFor(operator) }
}

function opposite(operator: GroupFilter['operator']): GroupFilter['operator'] {
  return operator === 'and' ? 'or' : 'and'
}
