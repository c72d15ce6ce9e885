import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useList, type HttpError } from '@refinedev/core'
import { Button, Input, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { useResourceMeta } from '../../providers/meta.tsx'
import type { AnyRecord } from '../../screens/shared/answers.ts'
import { MasterItem, MasterItems } from '../../screens/shared/master_detail.tsx'
import { ListSkeleton, LoadFailure } from '../../screens/shared/states.tsx'

export interface Role extends AnyRecord {
  name: string
  description: string | null
  /** Of a role that came with the product or a plugin. */
  code?: string | null
}

/** Every role, renewed when somebody changes one. */
export function useRoles() {
  const { query, result } = useList<Role, HttpError>({
    resource: 'core.roles',
    pagination: { mode: 'off' },
    meta: { fields: ['name', 'description', 'code'], can: true },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: { retry: false },
  })
  return {
    roles: query.data ? result.data : undefined,
    can: (result.can ?? {}) as Record<string, { update?: boolean; delete?: boolean }>,
    error: query.error,
    retry: () => query.refetch(),
  }
}

export function RoleHead(props: {
  search: string
  onSearch: (text: string) => void
  onCreate: () => void
}) {
  const { t } = useTranslation()
  const { actions, label } = useResourceMeta('core.roles')
  return (
    <>
      <Input
        type="search"
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('screens.list.search', { label })}
        aria-label={t('screens.list.search', { label })}
        value={props.search}
        onChange={(event) => props.onSearch(event.target.value)}
      />
      {actions.includes('create') && (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          aria-label={t('screens.actions.create', { label })}
          title={t('screens.actions.create', { label })}
          onClick={props.onCreate}
        />
      )}
    </>
  )
}

interface Props {
  list: ReturnType<typeof useRoles>
  search: string
  chosen: string | null
  onChoose: (id: string) => void
}

export function RoleItems({ list, search, chosen, onChoose }: Props) {
  const { t } = useTranslation()
  const text = search.trim().toLowerCase()
  if (list.error) return <LoadFailure message={list.error.message} onRetry={list.retry} />
  if (!list.roles) return <ListSkeleton />
  return (
    <MasterItems>
      {list.roles
        .filter(({ name }) => name.toLowerCase().includes(text))
        .map((role) => (
          <MasterItem
            key={role.id}
            name={role.name}
            note={role.description}
            after={role.code && <Tag bordered={false}>{t('access.roles.builtIn')}</Tag>}
            chosen={role.id === chosen}
            onChoose={() => onChoose(role.id)}
          />
        ))}
    </MasterItems>
  )
}
