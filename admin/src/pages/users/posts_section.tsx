import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useInvalidate } from '@refinedev/core'
import { App, Button, Empty, Tag } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TreeRecordSelect } from '../../fields/parent_select.tsx'
import { RelationSelect } from '../../fields/relation_select.tsx'
import { http, type ApiError } from '../../providers/http.ts'
import { useIdentity, useMeta } from '../../providers/meta.tsx'
import { renewMeta } from '../../providers/query_client.ts'
import { ChangesBar } from '../../screens/shared/changes_bar.tsx'
import { useMemberships, type Membership } from './account_queries.ts'
import { postChanges, postProblem, postsOf, type Post } from './posts.ts'
import styles from './users.module.css'

interface Props {
  user: string
  onUnsaved: (unsaved: boolean) => void
}

/** In which departments a person works, in which roles; saved together. */
export function PostsSection({ user, onUnsaved }: Props) {
  const { t } = useTranslation()
  const { resources, settings } = useMeta()
  const own = useIdentity().id === user
  const { memberships, error } = useMemberships([user], true)
  const { actions = [] } = resources['core.memberships'] ?? {}
  const separated = settings['security.separation'] === true
  const mayChange = actions.includes('create') && actions.includes('delete')
  const locked = !mayChange
    ? t('access.users.readOnlyPosts')
    : separated && own
      ? t('access.users.ownPosts')
      : undefined
  return (
    <section className={styles.section}>
      <h2>{t('access.users.posts')}</h2>
      <p className={styles.hint}>{locked ?? t('access.users.postsHint')}</p>
      {error && <p role="alert">{error.message}</p>}
      {memberships &&
        (locked ? (
          <PostsShown posts={postsOf(memberships)} />
        ) : (
          <PostsEditor user={user} memberships={memberships} onUnsaved={onUnsaved} />
        ))}
    </section>
  )
}

function PostsShown({ posts }: { posts: Post[] }) {
  const { t } = useTranslation()
  if (posts.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.users.noRole')} />
  return (
    <ul className={styles.posts}>
      {posts.map(({ key, department, roles }) => (
        <li key={key}>
          {department?.label ?? t('access.members.everywhere')}
          {roles.map(({ id, label }) => (
            <Tag key={id} bordered={false}>
              {label}
            </Tag>
          ))}
        </li>
      ))}
    </ul>
  )
}

interface EditorProps extends Props {
  memberships: Membership[]
}

function PostsEditor({ user, memberships, onUnsaved }: EditorProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const { resources } = useMeta()
  const [edited, setEdited] = useState<Post[] | null>(null)
  const [added, setAdded] = useState(0)
  const [saving, setSaving] = useState(false)
  const posts = edited ?? postsOf(memberships)
  const changes = postChanges(user, memberships, posts)
  const empty = posts.filter(({ roles }) => roles.length === 0).length
  const count = changes.create.length + changes.delete.length + (edited ? empty : 0)
  const unsaved = count > 0
  useEffect(() => {
    onUnsaved(unsaved)
    return () => onUnsaved(false)
  }, [onUnsaved, unsaved])

  return (
    <>
      {posts.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.users.noPosts')} />
      )}
      {posts.map((post, i) => (
        <div key={post.key} className={styles.post}>
          {resources['core.departments'] && (
            <TreeRecordSelect
              resource="core.departments"
              name="parent"
              ariaLabel={t('access.users.department')}
              placeholder={t('access.members.everywhere')}
              value={post.department}
              onChange={(department) => put(i, { ...post, department })}
            />
          )}
          <RelationSelect
            target="core.roles"
            multiple
            closeOnPick
            ariaLabel={t('access.users.roles')}
            value={post.roles}
            onChange={(roles) => put(i, { ...post, roles })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('access.users.removePost')}
            title={t('access.users.removePost')}
            onClick={() => setEdited(posts.toSpliced(i, 1))}
          />
        </div>
      ))}
      <Button
        type="dashed"
        icon={<PlusOutlined />}
        onClick={() => {
          setAdded(added + 1)
          setEdited([...posts, { key: `new ${added}`, department: null, roles: [] }])
        }}
      >
        {t('access.users.addPost')}
      </Button>
      <ChangesBar count={count} saving={saving} onSave={save} onDiscard={() => setEdited(null)} />
    </>
  )

  function put(index: number, post: Post) {
    setEdited(posts.with(index, post))
  }

  async function save() {
    const problem = postProblem(posts)
    if (problem) {
      message.warning(t(problem))
      return
    }
    setSaving(true)
    try {
      await http.post('/api/resources/core.memberships/bulk', {
        action: 'write',
        ...(changes.create.length > 0 && { create: changes.create }),
        ...(changes.delete.length > 0 && { delete: changes.delete }),
      })
      message.success(t('access.users.postsSaved'))
      await invalidate({ resource: 'core.memberships', invalidates: ['list', 'many'] })
      setEdited(null)
      await renewMeta()
    } catch (error) {
      message.error((error as ApiError).message)
      await invalidate({ resource: 'core.memberships', invalidates: ['list', 'many'] })
    } finally {
      setSaving(false)
    }
  }
}
