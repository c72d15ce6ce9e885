import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button, Tabs, Tooltip, type TabsProps } from 'antd'
import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../providers/meta.tsx'
import { useRemoval } from '../../screens/list/use_removal.tsx'
import { ScreenHeader } from '../../screens/shared/screen_header.tsx'
import { ExplainPanel } from './explain_panel.tsx'
import { MembersPanel } from './members_panel.tsx'
import { MenusPanel } from './menus_panel.tsx'
import { RightsPanel } from './rights_panel.tsx'
import type { Role } from './role_list.tsx'
import styles from './roles.module.css'

interface Props {
  role: Role
  can: { update?: boolean; delete?: boolean }
  tab: string | null
  onTab: (tab: string) => void
  notice: ReactNode
  /** Its rights are not this person's to change. */
  locked: boolean
  onUnsaved: (unsaved: boolean) => void
  onEdit: () => void
  onRemoved: () => void
}

/** One role: who it is, and by tabs what it gives and to whom. */
export function RolePanel(props: Props) {
  const { role, can, tab, onTab, notice, locked, onUnsaved } = props
  const { t } = useTranslation()
  const { resources } = useMeta()
  const confirmRemoval = useRemoval('core.roles')
  // Each tab says for itself whether something in it is unsaved.
  const [unsaved, setUnsaved] = useState<Record<string, boolean>>({})
  const rightsUnsaved = useCallback((is: boolean) => setUnsaved(noting('rights', is)), [])
  const menusUnsaved = useCallback((is: boolean) => setUnsaved(noting('menus', is)), [])
  const any = Object.values(unsaved).some(Boolean)
  useEffect(() => {
    onUnsaved(any)
    return () => onUnsaved(false)
  }, [any, onUnsaved])

  const may = (
    resource: string,
    ...actions: readonly ('list' | 'create' | 'update' | 'delete')[]
  ) => actions.every((action) => resources[resource]?.actions.includes(action))
  const tabs: NonNullable<TabsProps['items']> = [
    ...(may('core.grants', 'list')
      ? [
          {
            key: 'rights',
            label: t('access.tabs.rights'),
            children: (
              <RightsPanel
                role={role.id}
                disabled={locked || !may('core.grants', 'create', 'update', 'delete')}
                onUnsaved={rightsUnsaved}
              />
            ),
          },
        ]
      : []),
    ...(may('core.memberships', 'list')
      ? [
          {
            key: 'members',
            label: t('access.tabs.members'),
            children: <MembersPanel role={role} />,
          },
        ]
      : []),
    ...(may('core.menus', 'list')
      ? [
          {
            key: 'menus',
            label: t('access.tabs.menus'),
            children: (
              <MenusPanel
                role={role.id}
                disabled={!may('core.menus', 'update')}
                onUnsaved={menusUnsaved}
              />
            ),
          },
        ]
      : []),
    ...(resources['core.grants']?.actions.includes('read')
      ? [{ key: 'explain', label: t('access.tabs.explain'), children: <ExplainPanel /> }]
      : []),
  ]
  const active = tabs.some(({ key }) => key === tab) ? tab! : tabs[0]?.key

  return (
    <>
      <ScreenHeader
        title={role.name}
        subtitle={role.description ?? (role.code ? t('access.roles.builtInHint') : undefined)}
      >
        {can.update && (
          <Button icon={<EditOutlined />} onClick={props.onEdit}>
            {t('access.roles.rename')}
          </Button>
        )}
        {can.delete && !role.code && (
          <Tooltip title={t('screens.actions.delete')}>
            <Button
              danger
              icon={<DeleteOutlined />}
              aria-label={t('screens.actions.delete')}
              onClick={async () => {
                if (await confirmRemoval([role])) props.onRemoved()
              }}
            />
          </Tooltip>
        )}
      </ScreenHeader>
      {notice && <div className={styles.notice}>{notice}</div>}
      {tabs.length > 0 && <Tabs items={tabs} activeKey={active} onChange={onTab} />}
    </>
  )
}

function noting(which: string, is: boolean) {
  return (now: Record<string, boolean>) =>
    Boolean(now[which]) === is ? now : { ...now, [which]: is }
}
