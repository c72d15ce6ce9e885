import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useIdentity, useMeta } from '../providers/meta.tsx'
import { FormDrawer } from '../screens/form/form_drawer.tsx'
import { useUnsavedGuard } from '../screens/form/use_unsaved_guard.ts'
import { MasterDetail } from '../screens/shared/master_detail.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { RoleHead, RoleItems, useRoles } from './roles/role_list.tsx'
import { RolePanel } from './roles/role_panel.tsx'

/** Roles and what they give: rights, members, menus, and why somebody may do something. */
export default function RolesPage() {
  return useMeta().resources['core.roles']?.actions.includes('list') ? (
    <Roles />
  ) : (
    <NotFoundScreen />
  )
}

function Roles() {
  const { t } = useTranslation()
  const meta = useMeta()
  const own = useIdentity().roles
  const [address, setAddress] = useSearchParams()
  const [search, setSearch] = useState('')
  /** The role in the form, `new` for one to be made. */
  const [form, setForm] = useState<string | null>(null)
  const [unsaved, setUnsaved] = useState(false)
  const { leave } = useUnsavedGuard(unsaved)
  const list = useRoles()
  const chosen = address.get('role')
  const role = list.roles?.find(({ id }) => id === chosen)
  const separated = meta.settings['security.separation'] === true
  const isOwn = separated && own.some(({ id }) => id === chosen)

  return (
    <>
      <MasterDetail
        label={t('access.roles.title')}
        hint={t('access.roles.hint')}
        head={<RoleHead search={search} onSearch={setSearch} onCreate={() => setForm('new')} />}
        items={
          <RoleItems
            list={list}
            search={search}
            chosen={chosen}
            onChoose={(id) => id !== chosen && leave(() => choose(id))}
          />
        }
        onBack={() => leave(() => choose(null))}
        panel={
          role && (
            <RolePanel
              key={role.id}
              role={role}
              can={list.can[role.id] ?? {}}
              tab={address.get('tab')}
              onTab={(tab) => setAddress({ role: role.id, tab }, { replace: true })}
              notice={isOwn && <Alert type="info" showIcon message={t('access.roles.ownRights')} />}
              locked={isOwn}
              onUnsaved={setUnsaved}
              onEdit={() => setForm(role.id)}
              onRemoved={() => choose(null)}
            />
          )
        }
      />
      {form && (
        <FormDrawer
          resource="core.roles"
          id={form === 'new' ? undefined : form}
          onClose={() => setForm(null)}
          onSaved={({ id }) => {
            setForm(null)
            if (form === 'new') leave(() => choose(id))
          }}
        />
      )}
    </>
  )

  function choose(id: string | null) {
    const tab = address.get('tab')
    setAddress({ ...(id && { role: id }), ...(tab && { tab }) }, { replace: true })
  }
}
