import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  EditOutlined,
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  PlusOutlined,
  WarningFilled,
} from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MenuIcon } from '../../shell/menu/menu_icon.tsx'
import { hiddenFrom, stepsFrom, type Menu, type Place } from './menu_order.ts'
import styles from './menus.module.css'

export interface MenuActs {
  move: (menu: Menu, to: Place) => void
  edit: (menu: Menu) => void
  add: (group: Menu) => void
  remove: (menu: Menu) => void
}

interface Props {
  menus: readonly Menu[]
  menu: Menu
  /** Where it leads, in words. */
  target: string
  acts: MenuActs
  disabled: boolean
}

/** One menu in the tree: what it is, where it leads, who sees it, and the same moves as by dragging. */
export function MenuRow({ menus, menu, target, acts, disabled }: Props) {
  const { t } = useTranslation()
  const steps = stepsFrom(menus, menu)
  const hidden = hiddenFrom(menus, menu)
  const roles = menu.roles.map(({ label }) => label).join('、')
  const problem =
    menu.roles.length === 0
      ? t('configuration.menus.nobody')
      : hidden.length > 0
        ? t('configuration.menus.hiddenFrom', { roles: hidden.join('、') })
        : undefined
  const step = (name: keyof typeof steps, icon: ReactNode) => {
    const to = steps[name]
    return (
      <Act
        name={menu.name}
        act={name}
        icon={icon}
        disabled={disabled || !to}
        onClick={() => to && acts.move(menu, to)}
      />
    )
  }
  return (
    <div className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>
          <MenuIcon menu={menu} /> {menu.name}
          {problem && (
            <Tooltip title={problem}>
              <WarningFilled className={styles.warning} aria-label={problem} />
            </Tooltip>
          )}
        </span>
        <span className={styles.note}>{[target, roles].filter(Boolean).join(' · ')}</span>
      </div>
      <span className={styles.acts}>
        {step('up', <ArrowUpOutlined />)}
        {step('down', <ArrowDownOutlined />)}
        {step('out', <MenuFoldOutlined />)}
        {step('in', <MenuUnfoldOutlined />)}
        {menu.kind === 'group' && (
          <Act
            name={menu.name}
            act="addInside"
            icon={<PlusOutlined />}
            disabled={disabled}
            onClick={() => acts.add(menu)}
          />
        )}
        <Act
          name={menu.name}
          act="edit"
          icon={<EditOutlined />}
          disabled={disabled}
          onClick={() => acts.edit(menu)}
        />
        <Act
          name={menu.name}
          act="remove"
          icon={<DeleteOutlined />}
          disabled={disabled}
          onClick={() => acts.remove(menu)}
        />
      </span>
    </div>
  )
}

function Act({
  name,
  act,
  ...button
}: {
  name: string
  act: string
  icon: ReactNode
  disabled: boolean
  onClick: () => void
}) {
  const { t } = useTranslation()
  const label = t(`configuration.menus.acts.${act}`, { name })
  return <Button type="text" size="small" aria-label={label} title={label} {...button} />
}
