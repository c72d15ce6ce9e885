import { ExportOutlined } from '@ant-design/icons'
import { Menu, type MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import type { Meta, MetaMenu } from '@xinglin/contracts'
import { useMeta } from '../../providers/meta.tsx'
import { MenuIcon } from './menu_icon.tsx'
import { menuTarget } from './menu_target.ts'
import { currentLeaf, menuLeaves } from './menu_tree.ts'
import styles from './side_menu.module.css'

type Item = NonNullable<MenuProps['items']>[number]

interface Props {
  /** Only icons; names show when pointed at. */
  collapsed: boolean
  onChoose?: () => void
}

/** The person's menus. Groups are open at first and stay as they were left. */
export function SideMenu({ collapsed, onChoose }: Props) {
  const { t } = useTranslation()
  const meta = useMeta()
  const { pathname } = useLocation()
  const [closed, setClosed] = useState<string[]>([])
  const leaves = menuLeaves(meta)
  const current = currentLeaf(leaves, pathname)
  const groups = [...new Set(leaves.flatMap((leaf) => leaf.groups.map(({ id }) => id)))]
  const open = groups.filter((id) => !closed.includes(id))

  return (
    <nav aria-label={t('menu.label')} className={styles.nav}>
      <Menu
        mode="inline"
        inlineCollapsed={collapsed}
        inlineIndent={16}
        items={meta.menus.flatMap((menu) => itemOf(menu, meta, t('menu.newTab')))}
        selectedKeys={current ? [current.menu.id] : []}
        // A collapsed menu opens its groups itself, beside the icon.
        {...(!collapsed && { openKeys: open })}
        onOpenChange={(keys) => !collapsed && setClosed(groups.filter((id) => !keys.includes(id)))}
        onClick={onChoose}
      />
    </nav>
  )
}

function itemOf(menu: MetaMenu, meta: Meta, newTab: string): Item[] {
  const children = menu.children.flatMap((child) => itemOf(child, meta, newTab))
  const target = menuTarget(menu, meta)
  const shared = { key: menu.id, icon: <MenuIcon menu={menu} />, title: menu.name }
  if (children.length > 0) return [{ ...shared, label: menu.name, children }]
  if (!target) return []
  if (target.kind === 'place')
    return [{ ...shared, label: <Link to={target.to}>{menu.name}</Link> }]
  if (!target.newTab) return [{ ...shared, label: <a href={target.href}>{menu.name}</a> }]
  const label = (
    <a href={target.href} target="_blank" rel="noopener noreferrer">
      {menu.name}
      <ExportOutlined className={styles.outside} aria-label={newTab} />
    </a>
  )
  return [{ ...shared, label }]
}
