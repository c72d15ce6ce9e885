import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMeta } from '../providers/meta.tsx'
import { FormDrawer } from '../screens/form/form_drawer.tsx'
import { useUnsavedGuard } from '../screens/form/use_unsaved_guard.ts'
import { MasterDetail } from '../screens/shared/master_detail.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { PAGE_SIZE, useUsers } from './users/account_queries.ts'
import { NewAccount } from './users/new_account.tsx'
import { UserHead, UserItems, UserPages } from './users/user_list.tsx'
import { UserPanel } from './users/user_panel.tsx'

/** People who sign in: their accounts, their posts, and what to do when they cannot get in. */
export default function UsersPage() {
  return useMeta().resources['core.users']?.actions.includes('list') ? (
    <Users />
  ) : (
    <NotFoundScreen />
  )
}

function Users() {
  const { t } = useTranslation()
  const [address, setAddress] = useSearchParams()
  const [search, setSearch] = useState('')
  const [role, setRole] = useState<string | null>(null)
  const [page, setPage] = useState(1)
  const [creating, setCreating] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const [unsaved, setUnsaved] = useState(false)
  const { leave } = useUnsavedGuard(unsaved)
  const list = useUsers(search, role, page)
  const chosen = address.get('user')
  const find = useCallback((text: string) => {
    setSearch(text)
    setPage(1)
  }, [])

  return (
    <>
      <MasterDetail
        label={t('access.users.title')}
        hint={t('access.users.hint')}
        head={
          <UserHead
            onSearch={find}
            role={role}
            onRole={(id) => {
              setRole(id)
              setPage(1)
            }}
            onCreate={() => setCreating(true)}
          />
        }
        items={
          <UserItems
            list={list}
            chosen={chosen}
            onChoose={(id) => id !== chosen && leave(() => choose(id))}
          />
        }
        foot={
          list.total > PAGE_SIZE && <UserPages page={page} total={list.total} onPage={setPage} />
        }
        onBack={() => leave(() => choose(null))}
        panel={
          chosen ? (
            <UserPanel
              key={chosen}
              id={chosen}
              onUnsaved={setUnsaved}
              onEdit={() => setEditing(chosen)}
            />
          ) : undefined
        }
      />
      {creating && (
        <NewAccount
          onClose={() => setCreating(false)}
          onMade={(id) => {
            setCreating(false)
            leave(() => choose(id))
          }}
        />
      )}
      {editing && (
        <FormDrawer resource="core.users" id={editing} onClose={() => setEditing(null)} />
      )}
    </>
  )

  function choose(id: string | null) {
    setAddress(id ? { user: id } : {}, { replace: true })
  }
}
