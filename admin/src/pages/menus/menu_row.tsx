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
import { useState, type DragEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { MenuIcon } from '../../shell/menu/menu_icon.tsx'
import { hiddenFrom, stepsFrom, type Menu, type Place } from './menu_order.ts'
import styles from './menus.module.css'

export interface MenuActs {
  move: (menu: Menu, to: Place) => void
  edit: (menu: Menu) => void
  add: (group: Menu) => void
  remove: (menu: Menu) => void
  /** Takes the menu that is being dragged into a group; undefined where it cannot go there. */
  dropInto: (group: Menu) => (() => void) | undefined
}

interface Props {
  menus: readonly Menu[]
  menu: Menu
  /** Where it leads, in words. */
  target: string
  acts: MenuActs
  disabled: boolean
}

/** How much of a row, above and below, is beside it and not in it. */
const EDGE = 0.25

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
  const into = useDropInto(menu.kind === 'group' ? () => acts.dropInto(menu) : undefined)
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
    <div className={styles.row} data-into={into.over || undefined} {...into.handlers}>
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

/**
 * Dropped on the middle of a group's row something goes into the group; the tree itself, which takes what is dropped
 * on the edges, would ask for a precise movement to the right.
 */
function useDropInto(drop: (() => (() => void) | undefined) | undefined) {
  const [over, setOver] = useState(false)
  if (!drop) return { over: false, handlers: {} }
  const take = (event: DragEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const at = (event.clientY - top) / height
    return at > EDGE && at < 1 - EDGE ? drop() : undefined
  }
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent<HTMLElement>) => {
        const taken = take(event) !== undefined
        setOver(taken)
        if (!taken) return
        event.preventDefault()
        event.stopPropagation()
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent<HTMLElement>) => {
        setOver(false)
        const act = take(event)
        if (!act) return
        event.preventDefault()
        event.stopPropagation()
        act()
      },
    },
  }
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
