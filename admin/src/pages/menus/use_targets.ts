import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { http } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import { pageNames } from '../../plugins/pages.ts'

interface TargetGroup {
  label: string
  options: { value: string; label: string }[]
}
interface ResourceGroup {
  label: string
  resources: { name: string; label: string }[]
}

/** Where a menu can lead, in words: the pages of core and plugins, and the lists of all resources. */
export function useTargets(): { groups: TargetGroup[]; labelOf: (target: string) => string } {
  const { t } = useTranslation()
  const meta = useMeta()
  const { data: pages = [] } = useQuery({
    queryKey: ['menus', 'pages', Object.keys(meta.plugins)],
    queryFn: () => pageNames(meta),
  })
  const { data: resources = [] } = useQuery({
    queryKey: ['menus', 'targets'],
    queryFn: async () => (await http.get<{ data: ResourceGroup[] }>('/api/menus/targets')).data,
  })
  const groups = [
    {
      label: t('configuration.menus.pages'),
      options: pages.map((name) => ({
        value: `page:${name}`,
        label: t(`pages.${name}`, { defaultValue: name }),
      })),
    },
    ...resources.map(({ label, resources: lists }) => ({
      label: t('configuration.menus.lists', { label }),
      options: lists.map((list) => ({ value: list.name, label: list.label })),
    })),
  ]
  const labels = new Map(groups.flatMap(({ options }) => options.map((o) => [o.value, o.label])))
  return { groups, labelOf: (target) => labels.get(target) ?? target }
}
