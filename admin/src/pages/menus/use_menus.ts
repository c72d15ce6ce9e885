import { useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { renewMeta } from '../../providers/query_client.ts'
import { branchOf, parentOf, type Menu, type MenuUpdate } from './menu_order.ts'

const MENUS = '/api/resources/core.menus'
const FIELDS = [
  'name',
  'nameEn',
  'parent',
  'kind',
  'target',
  'open',
  'icon',
  'order',
  'roles',
] as const
const MOST = 500

/** Takes back what was done last; `name` says to which menu. */
interface Undo {
  name: string
  act: () => Promise<unknown>
}
type Written = { data: { id: string; version: number }[] }

/** All menus in their order, and what can be done with them: each act is one write, and the last can be taken back. */
export function useMenus() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const [undo, setUndo] = useState<Undo | null>(null)
  const [busy, setBusy] = useState(false)
  const { data, error, refetch } = useQuery<Menu[], ApiError>({
    queryKey: ['menus'],
    queryFn: async ({ signal }) => {
      const query = {
        fields: FIELDS,
        sorters: ['order', 'id'].map((field) => ({ field, order: 'asc' })),
        pageSize: MOST,
        total: 'none',
      }
      return (await http.post<{ data: Menu[] }>(`${MENUS}/query`, query, { signal })).data
    },
  })
  const menus = data ?? []

  return {
    menus: data,
    error,
    retry: () => void refetch(),
    busy,
    undo: undo && { name: undo.name, act: takeBack },
    update,
    create,
    remove,
  }

  /** Resolves to the refusal, for a form to show, or undefined. */
  async function run(name: string, act: () => Promise<() => Promise<unknown>>) {
    setBusy(true)
    try {
      setUndo({ name, act: await act() })
      return undefined
    } catch (failure) {
      return failure as ApiError
    } finally {
      await Promise.all([refetch(), renewMeta()])
      setBusy(false)
    }
  }

  function update(name: string, updates: MenuUpdate[]) {
    const former = updates.map(({ id, data: changed }) => formerValues(menus, id, changed))
    return run(name, async () => {
      const versions = await bulk({ action: 'update', items: updates })
      const back = updates.map(({ id }, i) => ({
        id,
        version: versions.get(id)!,
        data: former[i]!,
      }))
      return () => bulk({ action: 'update', items: back })
    })
  }

  function create(name: string, values: Record<string, unknown>) {
    return run(name, async () => {
      const [id] = [...(await bulk({ action: 'create', items: [values] })).keys()]
      return () => bulk({ action: 'delete', ids: [id] })
    })
  }

  /** With all that is below it. */
  function remove({ id, name }: Menu) {
    const ids = branchOf(menus, id)
    return run(name, async () => {
      await bulk({ action: 'delete', ids })
      return async () => {
        for (const gone of ids.toReversed())
          await http.post(`${MENUS}/${gone}/restore`, { alone: true })
      }
    })
  }

  async function takeBack() {
    if (!undo || busy) return
    setUndo(null)
    setBusy(true)
    try {
      await undo.act()
      message.success(t('configuration.menus.undone', { name: undo.name }))
    } catch (failure) {
      message.error((failure as ApiError).message)
    } finally {
      await Promise.all([refetch(), renewMeta()])
      setBusy(false)
    }
  }
}

async function bulk(body: object): Promise<Map<string, number>> {
  const { data } = await http.post<Written>(`${MENUS}/bulk`, body)
  return new Map(data.map(({ id, version }) => [id, version]))
}

/** What the changed fields said before, as input. */
function formerValues(menus: readonly Menu[], id: string, changed: Record<string, unknown>) {
  const menu = menus.find((each) => each.id === id)!
  const former = { ...menu, parent: parentOf(menu), roles: menu.roles.map((role) => role.id) }
  return Object.fromEntries(
    Object.keys(changed).map((field) => [field, former[field as keyof typeof former]])
  )
}
