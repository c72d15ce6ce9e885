import { EditOutlined, PauseCircleOutlined, PlayCircleOutlined } from '@ant-design/icons'
import { App, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { FieldCell } from '../../fields/field_cell.tsx'
import type { ApiError } from '../../providers/http.ts'
import { useIdentity, useMeta, useResourceMeta } from '../../providers/meta.tsx'
import { useSave } from '../../screens/form/use_save.ts'
import { ScreenHeader } from '../../screens/shared/screen_header.tsx'
import { LoadFailure } from '../../screens/shared/states.tsx'
import { useDetail } from '../../screens/shared/use_detail.ts'
import type { User } from './account_queries.ts'
import { CareSection } from './care_section.tsx'
import { PostsSection } from './posts_section.tsx'
import styles from './users.module.css'

interface Props {
  id: string
  onUnsaved: (unsaved: boolean) => void
  onEdit: () => void
}

const FACTS = ['mobile', 'email', 'createdAt'] as const

/** One person: who it is, where they work, and how they sign in. */
export function UserPanel({ id, onUnsaved, onEdit }: Props) {
  const { t } = useTranslation()
  const { resources } = useMeta()
  const { fields } = useResourceMeta('core.users')
  const { record, can, error, retry } = useDetail('core.users', id)
  if (error) return <LoadFailure message={error.message} onRetry={retry} />
  if (!record) return <Skeleton active paragraph={{ rows: 8 }} />
  const user = record as User
  return (
    <>
      <ScreenHeader
        title={user.name}
        subtitle={
          <>
            {user.login} <UserCell user={user} name="status" />
          </>
        }
      >
        {can.update && <StopButton user={user} />}
        {can.update && (
          <Button icon={<EditOutlined />} onClick={onEdit}>
            {t('access.users.edit')}
          </Button>
        )}
      </ScreenHeader>
      <dl className={styles.facts}>
        {FACTS.filter((name) => fields[name]?.readable).map((name) => (
          <div key={name}>
            <dt>{fields[name]!.label}</dt>
            <dd>
              <UserCell user={user} name={name} />
            </dd>
          </div>
        ))}
      </dl>
      {resources['core.memberships']?.actions.includes('list') && (
        <PostsSection user={id} onUnsaved={onUnsaved} />
      )}
      {can.update && <CareSection user={user} />}
    </>
  )
}

/** One of the account's own fields, where it is granted. */
function UserCell({ user, name }: { user: User; name: string }) {
  const field = useResourceMeta('core.users').fields[name]
  if (!field?.readable) return null
  return <FieldCell name={name} field={field} resource="core.users" record={user} place="detail" />
}

function StopButton({ user }: { user: User }) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const own = useIdentity().id === user.id
  const save = useSave('core.users')
  const stops = user.status === 'active'
  if (own) return null
  return (
    <Button
      danger={stops}
      icon={stops ? <PauseCircleOutlined /> : <PlayCircleOutlined />}
      loading={save.isPending}
      onClick={() => (stops ? ask() : write('active'))}
    >
      {t(stops ? 'access.users.stop' : 'access.users.start')}
    </Button>
  )

  function ask() {
    modal.confirm({
      title: t('access.users.stopTitle', { name: user.name }),
      content: t('access.users.stopText'),
      okText: t('access.users.stop'),
      okButtonProps: { danger: true },
      onOk: () => write('stopped'),
    })
  }

  async function write(status: User['status']) {
    try {
      await save.mutateAsync({ id: user.id, version: user.version, input: { status } })
      message.success(t(status === 'active' ? 'access.users.started' : 'access.users.stoppedDone'))
    } catch (error) {
      message.error((error as ApiError).message)
    }
  }
}
