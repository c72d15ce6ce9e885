import { WarningFilled } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Empty, Tooltip, Tree } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordValues, Reference } from '../../fields/field_ui.ts'
import { buildTree, type TreeNode } from '../../fields/tree.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { queryAll } from '../../providers/query_all.ts'
import { renewMeta } from '../../providers/query_client.ts'
import { MenuIcon } from '../../shell/menu/menu_icon.tsx'
import { ChangesBar } from '../../screens/shared/changes_bar.tsx'
import { ListSkeleton, LoadFailure } from '../../screens/shared/states.tsx'
import { useNeeds } from '../menus/use_targets.ts'
import { cellKey } from './grants.ts'
import { menuRolesChanged, shownWith, type MenuRoles } from './role_menus.ts'
import { useStoredGrants } from './use_grants.ts'
import styles from './roles.module.css'

interface Menu extends MenuRoles, RecordValues {
  name: string
  kind: 'group' | 'screen' | 'link'
  target: string | null
  icon: string | null
}

const FIELDS = ['name', 'parent', 'kind', 'target', 'icon', 'order', 'roles']
const KEY = ['access', 'menus']

interface Props {
  role: string
  disabled: boolean
  onUnsaved: (unsaved: boolean) => void
}

/** The menus a role shows. They grant nothing, so one without the right to its list or page is marked. */
export function MenusPanel({ role, disabled, onUnsaved }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const { data: stored } = useStoredGrants(role)
  const needsOf = useNeeds()
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null)
  const [saving, setSaving] = useState(false)
  const { data, error, refetch } = useQuery<Menu[], ApiError>({
    queryKey: KEY,
    queryFn: ({ signal }) =>
      queryAll<Menu>(
        'core.menus',
        {
          fields: FIELDS,
          sorters: [
            { field: 'order', order: 'asc' },
            { field: 'id', order: 'asc' },
          ],
        },
        signal
      ),
    retry: false,
  })
  const menus = useMemo(() => data ?? [], [data])
  const shown = useMemo(
    () => new Set(menus.filter(({ roles }) => has(roles, role)).map(({ id }) => id)),
    [menus, role]
  )
  const wanted = chosen ?? shown
  const changes = useMemo(() => menuRolesChanged(menus, role, wanted), [menus, role, wanted])
  const unsaved = changes.length > 0
  useEffect(() => {
    onUnsaved(unsaved)
    return () => onUnsaved(false)
  }, [onUnsaved, unsaved])

  if (error) return <LoadFailure message={error.message} onRetry={refetch} />
  if (!data) return <ListSkeleton />
  if (menus.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('access.menus.nothing')} />
  return (
    <>
      <p className={styles.hint}>{t('access.menus.hint')}</p>
      <Tree<MenuNode>
        checkable
        checkStrictly
        selectable={false}
        defaultExpandAll
        disabled={disabled}
        treeData={nodesOf(buildTree(menus, 'parent'))}
        checkedKeys={[...wanted]}
        onCheck={(_keys, { node, checked }) =>
          setChosen(shownWith(menus, wanted, node.key, checked))
        }
        titleRender={({ menu }) => (
          <span className={styles.menu}>
            <MenuIcon menu={menu} />
            {menu.name}
            {wanted.has(menu.id) && promises(menu) && (
              <Tooltip title={t('access.menus.noRight')}>
                <WarningFilled className={styles.warning} aria-label={t('access.menus.noRight')} />
              </Tooltip>
            )}
          </span>
        )}
      />
      <ChangesBar
        count={changes.length}
        saving={saving}
        onSave={save}
        onDiscard={() => setChosen(null)}
      />
    </>
  )

  /** Leads to a list or page that this role does not open. */
  function promises({ kind, target }: Menu): boolean {
    const needs = kind === 'screen' && target !== null ? needsOf(target) : undefined
    if (!needs?.length || !stored) return false
    return !needs.some(({ resource, action }) => stored.has(cellKey(resource, action)))
  }

  async function save() {
    setSaving(true)
    try {
      await http.post('/api/resources/core.menus/bulk', { action: 'update', items: changes })
      message.success(t('access.menus.saved'))
      await client.refetchQueries({ queryKey: KEY })
      setChosen(null)
      await renewMeta()
    } catch (failure) {
      message.error((failure as ApiError).message)
      // Whoever was faster is shown; what was chosen here stays chosen.
      await client.refetchQueries({ queryKey: KEY })
    } finally {
      setSaving(false)
    }
  }
}

interface MenuNode {
  key: string
  menu: Menu
  children?: MenuNode[]
}

function nodesOf(tree: TreeNode[]): MenuNode[] {
  return tree.map(({ children, ...menu }) => ({
    key: String(menu.id),
    menu: menu as Menu,
    ...(children && { children: nodesOf(children) }),
  }))
}

function has(roles: Reference[], role: string): boolean {
  return roles.some(({ id }) => id === role)
}
