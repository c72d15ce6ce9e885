import { HomeOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../../providers/meta.tsx'
import { MenuIcon } from '../menu/menu_icon.tsx'
import { menuLeaves } from '../menu/menu_tree.ts'
import { matching, type Command } from './commands.ts'

const CREATE_SHOWN = 5

/** Menus to go to, and kinds of record one may create, narrowed by what is typed. */
export function useCommands(text: string): Command[] {
  const { t } = useTranslation()
  const meta = useMeta()
  const all = useMemo(() => {
    const leaves = menuLeaves(meta)
    const home: Command = {
      id: 'home',
      group: 'go',
      label: t('place.home'),
      icon: <HomeOutlined />,
      to: '/',
    }
    // It stands in the personal menu, where nobody looks for work that goes on.
    const jobs: Command = {
      id: 'jobs',
      group: 'go',
      label: t('person.jobs'),
      hint: t('person.own'),
      icon: <SwapOutlined />,
      words: t('palette.jobsWords'),
      to: '/p/jobs',
    }
    const menus = leaves.map(({ menu, target, groups }): Command => {
      const command = {
        id: menu.id,
        group: 'go' as const,
        label: menu.name,
        hint: groups.map(({ name }) => name).join(' / '),
        icon: <MenuIcon menu={menu} />,
        words: menu.target ?? '',
      }
      return target.kind === 'place'
        ? { ...command, to: target.to }
        : { ...command, href: target.href, newTab: target.newTab }
    })
    // What has a menu is what one works with, so it comes first.
    const order = leaves.map(({ menu }) => menu.target)
    const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length)
    const creatable = Object.values(meta.resources)
      .filter(({ actions }) => actions.includes('create'))
      .sort((a, b) => rank(a.name) - rank(b.name))
    const creations = creatable.map(({ name, label }): Command => ({
      id: `create:${name}`,
      group: 'create',
      label: t('palette.createOne', { label }),
      icon: <PlusOutlined />,
      words: name,
      to: `/r/${name}/new`,
    }))
    return { go: [home, ...menus, jobs], creations }
  }, [meta, t])

  return [...matching(all.go, text), ...matching(all.creations, text).slice(0, CREATE_SHOWN)]
}
