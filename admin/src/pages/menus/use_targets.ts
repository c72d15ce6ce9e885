import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Action } from '@xinglin/contracts'
import { http } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import { pageNames } from '../../plugins/pages.ts'
import { PAGE } from '../../shell/menu/menu_target.ts'

interface TargetGroup {
  label: string
  options: { value: string; label: string }[]
}
interface Targets {
  label: string
  resources: { name: string; label: string }[]
  pages: { name: string; needs: Need[] }[]
}
interface Need {
  resource: string
  action: Action
}

/** Asked of the server, which knows what others may be granted. */
function useStoredTargets() {
  return useQuery({
    queryKey: ['menus', 'targets'],
    queryFn: async () => (await http.get<{ data: Targets[] }>('/api/menus/targets')).data,
    staleTime: 300_000,
  })
}

/**
 * What a target needs, any of it, before a menu shows the way to it: a list the right to list, a page what it says.
 * Undefined where that is not known.
 */
export function useNeeds(): (target: string) => Need[] | undefined {
  const { data } = useStoredTargets()
  const pages = new Map(data?.flatMap((each) => each.pages.map(({ name, needs }) => [name, needs])))
  return (target) =>
    target.startsWith(PAGE)
      ? pages.get(target.slice(PAGE.length))
      : [{ resource: target, action: 'list' }]
}

/** Where a menu can lead, in words: the pages of core and plugins, and the lists of all resources. */
export function useTargets(): { groups: TargetGroup[]; labelOf: (target: string) => string } {
  const { t } = useTranslation()
  const meta = useMeta()
  const { data: pages = [] } = useQuery({
    queryKey: ['menus', 'pages', Object.keys(meta.plugins)],
    queryFn: () => pageNames(meta),
  })
  const { data: stored = [] } = useStoredTargets()
  const groups = [
    {
      label: t('configuration.menus.pages'),
      options: pages.map((name) => ({
        value: PAGE + name,
        label: t(`pages.${name}`, { defaultValue: name }),
      })),
    },
    ...stored
      .filter(({ resources }) => resources.length > 0)
      .map(({ label, resources }) => ({
        label: t('configuration.menus.lists', { label }),
        options: resources.map((list) => ({ value: list.name, label: list.label })),
      })),
  ]
  const labels = new Map(groups.flatMap(({ options }) => options.map((o) => [o.value, o.label])))
  return { groups, labelOf: (target) => labels.get(target) ?? target }
}
