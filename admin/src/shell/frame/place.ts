import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import type { Meta } from '@xinglin/contracts'
import { useMeta } from '../../providers/meta.tsx'
import { currentLeaf, menuLeaves } from '../menu/menu_tree.ts'
import { useGivenTitle } from './page_title.tsx'

export interface Crumb {
  label: string
  to?: string
}

/** Where the person is: the way through the menus to this page, whose name comes last. */
export function usePlace(): { crumbs: Crumb[]; title: string; isHeading: boolean } {
  const { t } = useTranslation()
  const meta = useMeta()
  const { pathname } = useLocation()
  const given = useGivenTitle()
  const crumbs = pathname === '/' ? [{ label: t('place.home') }] : crumbsOf(pathname, meta, t)
  const last = crumbs.at(-1)
  const title = given ?? last?.label ?? t('notFound.title')
  return {
    crumbs: [...crumbs.slice(0, -1), { label: title }],
    title,
    isHeading: hasNoHeading(pathname, meta),
  }
}

/** A list and an embedded page are headed by their place alone; every other screen has a heading of its own. */
function hasNoHeading(pathname: string, meta: Meta): boolean {
  const [section, name = '', ...rest] = pathname.split('/').slice(1).map(decodeURIComponent)
  if (section === 'x') return currentLeaf(menuLeaves(meta), pathname) !== undefined
  const isList = section === 'r' && (rest[0] ?? '') === ''
  return isList && meta.resources[name]?.actions.includes('list') === true
}

function crumbsOf(pathname: string, meta: Meta, t: TFunction): Crumb[] {
  const leaf = currentLeaf(menuLeaves(meta), pathname)
  const above: Crumb[] = leaf?.groups.map(({ name }) => ({ label: name })) ?? []
  const [section, name = '', ...rest] = pathname.split('/').slice(1).map(decodeURIComponent)
  if (section !== 'r') return leaf ? [...above, { label: leaf.menu.name }] : above
  const resource = meta.resources[name]
  if (!resource) return above
  const list = { label: leaf?.menu.name ?? resource.label, to: `/r/${name}` }
  const below = subPage(rest, resource.label, t)
  return below ? [...above, list, below] : [...above, list]
}

function subPage([first, second]: string[], label: string, t: TFunction): Crumb | undefined {
  if (!first) return undefined
  if (first === 'new') return { label: t('place.create', { label }) }
  if (first === 'recycle-bin') return { label: t('place.bin') }
  if (first === 'import') return { label: t('place.import') }
  return { label: second === 'edit' ? t('place.edit') : t('place.detail') }
}
