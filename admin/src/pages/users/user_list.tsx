import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Avatar, Button, Empty, Input, Pagination, Select, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta, useResourceMeta } from '../../providers/meta.tsx'
import { MasterItem, MasterItems } from '../../screens/shared/master_detail.tsx'
import { ListSkeleton, LoadFailure } from '../../screens/shared/states.tsx'
import { useRoles } from '../roles/role_list.tsx'
import { PAGE_SIZE, useMemberships, type useUsers } from './account_queries.ts'
import styles from './users.module.css'

const TYPING_PAUSE = 300

interface HeadProps {
  onSearch: (text: string) => void
  role: string | null
  onRole: (role: string | null) => void
  onCreate: () => void
}

export function UserHead({ onSearch, role, onRole, onCreate }: HeadProps) {
  const { t } = useTranslation()
  const { resources } = useMeta()
  const { actions, label } = useResourceMeta('core.users')
  const [text, setText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_PAUSE)
    return () => clearTimeout(timer)
  }, [text, onSearch])
  const mayFilter = ['core.memberships', 'core.roles'].every((name) =>
    resources[name]?.actions.includes('list')
  )
  return (
    <div className={styles.head}>
      <Input
        type="search"
        allowClear
        prefix={<SearchOutlined />}
        placeholder={t('screens.list.search', { label })}
        aria-label={t('screens.list.search', { label })}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {actions.includes('create') && (
        <Button
          type="primary"
          icon={<PlusOutlined />}
          aria-label={t('access.users.create')}
          title={t('access.users.create')}
          onClick={onCreate}
        />
      )}
      {mayFilter && <RoleFilter role={role} onRole={onRole} />}
    </div>
  )
}

function RoleFilter({ role, onRole }: Pick<HeadProps, 'role' | 'onRole'>) {
  const { t } = useTranslation()
  const { roles } = useRoles()
  return (
    <Select
      virtual={false}
      className={styles.roleFilter}
      aria-label={t('access.users.filterRole')}
      value={role ?? ''}
      options={[
        { value: '', label: t('access.users.filterAll') },
        ...(roles?.map(({ id, name }) => ({ value: id, label: name })) ?? []),
      ]}
      onChange={(chosen) => onRole(chosen || null)}
    />
  )
}

interface ItemsProps {
  list: ReturnType<typeof useUsers>
  chosen: string | null
  onChoose: (id: string) => void
}

export function UserItems({ list, chosen, onChoose }: ItemsProps) {
  const { t } = useTranslation()
  const { resources } = useMeta()
  const mayList = Boolean(resources['core.memberships']?.actions.includes('list'))
  const { memberships } = useMemberships(list.users?.map(({ id }) => id) ?? [], mayList)
  if (list.error) return <LoadFailure message={list.error.message} onRetry={list.retry} />
  if (!list.users) return <ListSkeleton />
  if (list.users.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.users.nothing')} />
  return (
    <MasterItems>
      {list.users.map(({ id, name, login, status }) => (
        <MasterItem
          key={id}
          name={name}
          note={[login, ...rolesOf(id)].join(' · ')}
          before={<Avatar className={styles.avatar}>{name.slice(-1)}</Avatar>}
          after={status === 'stopped' && <Tag bordered={false}>{t('access.users.stopped')}</Tag>}
          chosen={id === chosen}
          onChoose={() => onChoose(id)}
        />
      ))}
    </MasterItems>
  )

  function rolesOf(user: string): string[] {
    const own = memberships?.filter((each) => each.user.id === user) ?? []
    return [...new Set(own.flatMap(({ role }) => role.label ?? []))]
  }
}

interface PagesProps {
  page: number
  total: number
  onPage: (page: number) => void
}

export function UserPages({ page, total, onPage }: PagesProps) {
  return (
    <Pagination
      simple
      size="small"
      current={page}
      total={total}
      pageSize={PAGE_SIZE}
      showSizeChanger={false}
      onChange={onPage}
    />
  )
}
