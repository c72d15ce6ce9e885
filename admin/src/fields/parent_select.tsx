import { useQuery } from '@tanstack/react-query'
import { TreeSelect } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { http } from '../providers/http.ts'
import { useResourceMeta } from '../providers/meta.tsx'
import type { InputProps, RecordValues } from './field_ui.ts'
import { RelationSelect } from './relation_select.tsx'
import { buildTree, type TreeNode } from './tree.ts'

/** Trees up to this size are shown as trees; in a larger one the parent is searched for. */
const LARGEST_TREE = 500

/** The place of a record in its tree. It and what lies below it cannot be chosen: that would be a circle. */
export function ParentSelect({ record, ...input }: InputProps<'parent'>) {
  const { t } = useTranslation()
  return (
    <TreeRecordSelect
      {...input}
      placeholder={t('fields.parent.placeholder')}
      without={record.id === undefined ? undefined : String(record.id)}
    />
  )
}

interface Props extends Pick<
  InputProps<'parent'>,
  'id' | 'resource' | 'name' | 'value' | 'onChange' | 'disabled'
> {
  placeholder?: string
  /** What it is called where no label stands before it. */
  ariaLabel?: string
  /** A record that cannot be chosen, nor what lies below it. */
  without?: string
}

/** A record of a resource whose records are a tree; `name` is the field that makes it one. */
export function TreeRecordSelect({
  resource,
  name,
  id,
  value,
  onChange,
  disabled,
  placeholder,
  ariaLabel,
  without,
}: Props) {
  const meta = useResourceMeta(resource)
  const title = meta.title
  const { data, isLoading } = useQuery({
    queryKey: ['tree', resource],
    queryFn: async () => {
      const body = { fields: [title, name], pageSize: LARGEST_TREE, total: 'capped' }
      return http.post<Answer>(`/api/resources/${resource}/query`, body)
    },
    enabled: meta.actions.includes('list'),
  })
  const tree = useMemo(
    () => treeOptions(buildTree(data?.data ?? [], name), title, without),
    [data, name, title, without]
  )

  if (!data || data.meta.more || data.meta.total > LARGEST_TREE) {
    return (
      <RelationSelect
        id={id}
        ariaLabel={ariaLabel}
        target={resource}
        value={value ? [value] : []}
        onChange={([picked]) => onChange?.(picked ?? null)}
        disabled={disabled || isLoading}
      />
    )
  }
  return (
    <TreeSelect
      id={id}
      aria-label={ariaLabel}
      treeData={tree}
      treeLine
      treeDefaultExpandAll={data.data.length <= 50}
      showSearch
      treeNodeFilterProp="title"
      allowClear
      placeholder={placeholder}
      value={value?.id ?? undefined}
      onChange={(chosen: string | undefined, [label]) =>
        onChange?.(chosen ? { id: chosen, label: String(label ?? '') } : null)
      }
      disabled={disabled}
      style={{ width: '100%' }}
    />
  )
}

interface Answer {
  data: RecordValues[]
  meta: { total: number; more?: boolean }
}

interface Option {
  value: string
  title: string
  disabled: boolean
  children?: Option[]
}

function treeOptions(
  nodes: TreeNode[],
  title: string,
  self: string | undefined,
  below = false
): Option[] {
  return nodes.map(({ children, ...record }) => {
    const disabled = below || record.id === self
    return {
      value: String(record.id),
      title: String(record[title] ?? record.id),
      disabled,
      children: children && treeOptions(children, title, self, disabled),
    }
  })
}
