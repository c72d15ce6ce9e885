import { FileTextOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Meta, MetaResource } from '@xinglin/contracts'
import { http } from '../../providers/http.ts'
import { useMeta } from '../../providers/meta.tsx'
import { menuLeaves } from '../menu/menu_tree.ts'
import type { Command } from './commands.ts'

const TYPING_PAUSE_MS = 250
const RESOURCES = 6
const HITS_EACH = 4

/** Records found by the server in what this person may search; empty while nothing is typed. */
export function useRecordHits(text: string): { hits: Command[]; searching: boolean } {
  const meta = useMeta()
  const asked = usePaused(text.trim())
  const { data, isFetching } = useQuery({
    queryKey: ['palette', asked],
    queryFn: ({ signal }) => search(meta, asked, signal),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  const wanted = text.trim() !== ''
  return {
    hits: (wanted && data) || [],
    searching: wanted && (isFetching || asked !== text.trim()),
  }
}

async function search(meta: Meta, text: string, signal: AbortSignal): Promise<Command[]> {
  const answers = await Promise.allSettled(
    searchable(meta).map((resource) => searchOne(resource, text, signal))
  )
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

async function searchOne(
  { name, label, title }: MetaResource,
  text: string,
  signal: AbortSignal
): Promise<Command[]> {
  const body = { search: text, pageSize: HITS_EACH, fields: [title], total: 'none' }
  const address = `/api/resources/${name}/query`
  const { data } = await http.post<{ data: Record<string, unknown>[] }>(address, body, { signal })
  return data.map((record) => ({
    id: `${name}:${record.id}`,
    group: 'records',
    label: String(record[title] ?? label),
    hint: label,
    icon: <FileTextOutlined />,
    to: `/r/${name}/${record.id}`,
  }))
}

/** The resources in the menus, in their order: what one works with. */
function searchable(meta: Meta): MetaResource[] {
  const targets = menuLeaves(meta).flatMap(({ menu }) => meta.resources[menu.target ?? ''] ?? [])
  return [...new Set(targets)]
    .filter(
      ({ searchable: can, actions }) => can && actions.includes('list') && actions.includes('read')
    )
    .slice(0, RESOURCES)
}

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return paused
}
