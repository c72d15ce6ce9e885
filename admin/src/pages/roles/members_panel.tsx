import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useInvalidate, useList, type HttpError } from '@refinedev/core'
import { App, Button, Empty, List, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Reference } from '../../fields/field_ui.ts'
import { TreeRecordSelect } from '../../fields/parent_select.tsx'
import { RelationSelect } from '../../fields/relation_select.tsx'
import { http, type ApiError } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import { renewMeta } from '../../providers/query_client.ts'
import type { AnyRecord } from '../../screens/shared/answers.ts'
import { LoadFailure } from '../../screens/shared/states.tsx'
import styles from './roles.module.css'

const PAGE_SIZE = 20

interface Membership extends AnyRecord {
  user: Reference
  department: Reference | null
}

/** Who has a role, and where. */
export function MembersPanel({ role }: { role: AnyRecord }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const { resources } = useMeta()
  const actions = resources['core.memberships']?.actions ?? []
  const [page, setPage] = useState(1)
  const { query, result } = useList<Membership, HttpError>({
    resource: 'core.memberships',
    filters: [{ field: 'role', operator: 'eq', value: role.id }],
    pagination: { currentPage: page, pageSize: PAGE_SIZE },
    meta: { fields: ['user', 'department'] },
    liveMode: 'auto',
    errorNotification: false,
    queryOptions: { retry: false },
  })
  if (query.error)
    return <LoadFailure message={query.error.message} onRetry={() => query.refetch()} />

  return (
    <>
      {actions.includes('create') && <AddMembers role={role.id} onAdded={renew} />}
      <List<Membership>
        loading={query.isLoading && { delay: 200 }}
        dataSource={result.data}
        rowKey="id"
        locale={{
          emptyText: (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.members.nobody')} />
          ),
        }}
        pagination={{
          current: page,
          pageSize: PAGE_SIZE,
          total: result.total,
          hideOnSinglePage: true,
          size: 'small',
          onChange: setPage,
        }}
        renderItem={(member) => {
          const name = member.user.label ?? t('fields.relation.unnamed')
          return (
            <List.Item
              actions={
                actions.includes('delete')
                  ? [
                      <Popconfirm
                        key="remove"
                        title={t('access.members.removeTitle', { name })}
                        okText={t('access.members.remove')}
                        okButtonProps={{ danger: true }}
                        onConfirm={() => remove(member)}
                      >
                        <Button
                          type="text"
                          icon={<DeleteOutlined />}
                          aria-label={t('access.members.removeOne', { name })}
                        />
                      </Popconfirm>,
                    ]
                  : undefined
              }
            >
              <List.Item.Meta
                title={<Link to={`/p/users?user=${member.user.id}`}>{name}</Link>}
                description={member.department?.label ?? t('access.members.everywhere')}
              />
            </List.Item>
          )
        }}
      />
    </>
  )

  async function remove({ id }: Membership) {
    try {
      await http.delete(`/api/resources/core.memberships/${id}`)
      message.success(t('access.members.removed'))
    } catch (error) {
      message.error((error as ApiError).message)
    }
    await renew()
  }

  async function renew() {
    await invalidate({ resource: 'core.memberships', invalidates: ['list', 'many'] })
    await renewMeta()
  }
}

/** Gives the role to several people at once. */
function AddMembers({ role, onAdded }: { role: string; onAdded: () => Promise<void> }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { resources } = useMeta()
  const [people, setPeople] = useState<Reference[]>([])
  const [department, setDepartment] = useState<Reference | null>(null)
  const [saving, setSaving] = useState(false)
  return (
    <form
      className={styles.addMembers}
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <RelationSelect
        target="core.users"
        multiple
        ariaLabel={t('access.members.people')}
        value={people}
        onChange={setPeople}
      />
      {resources['core.departments'] && (
        <TreeRecordSelect
          resource="core.departments"
          name="parent"
          ariaLabel={t('access.members.department')}
          placeholder={t('access.members.everywhere')}
          value={department}
          onChange={setDepartment}
        />
      )}
      <Button
        type="primary"
        htmlType="submit"
        icon={<PlusOutlined />}
        disabled={people.length === 0}
        loading={saving}
      >
        {t('access.members.add')}
      </Button>
    </form>
  )

  async function add() {
    setSaving(true)
    try {
      const items = people.map(({ id }) => ({ user: id, role, department: department?.id ?? null }))
      await http.post('/api/resources/core.memberships/bulk', { action: 'create', items })
      message.success(t('access.members.added', { count: people.length }))
      setPeople([])
      await onAdded()
    } catch (error) {
      message.error((error as ApiError).message)
    } finally {
      setSaving(false)
    }
  }
}
