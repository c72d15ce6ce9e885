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
export function ParentSelect({
  resource,
  name,
  record,
  id,
  value,
  onChange,
  disabled,
}: InputProps<'parent'>) {
  const { t } = useTranslation()
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
    () => treeOptions(buildTree(data?.data ?? [], name), title, String(record.id)),
    [data, name, title, record.id]
  )

  if (!data || data.meta.more || data.meta.total > LARGEST_TREE) {
    return (
      <RelationSelect
        id={id}
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
      treeData={tree}
      treeLine
      treeDefaultExpandAll={data.data.length <= 50}
      showSearch
      treeNodeFilterProp="title"
      allowClear
      placeholder={t('fields.parent.placeholder')}
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

function treeOptions(nodes: TreeNode[], title: string, self: string, below = false): Option[] {
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
