import { useQuery } from '@tanstack/react-query'
import type { FilterProps } from './field_ui.ts'
import { RelationSelect } from './relation_select.tsx'
import { queryOptions } from './use_options.ts'

interface Props extends Pick<FilterProps<'belongsTo'>, 'value' | 'onChange' | 'autoFocus'> {
  target: string
  label: string
}

/** A filter holds ids only; the titles of those it came with (from an address, a saved view) are looked up. */
export function RelationFilter({ target, label, value, onChange, autoFocus }: Props) {
  const ids = [value ?? []].flat().map(String)
  const titles = useTitles(target, ids)
  return (
    <RelationSelect
      target={target}
      ariaLabel={label}
      multiple
      autoFocus={autoFocus}
      value={ids.map((id) => ({ id, label: titles.get(id) ?? null }))}
      onChange={(items) => onChange(items.flatMap(({ id }) => (id ? [id] : [])))}
    />
  )
}

/** The titles of records by id, as far as they may be picked. */
export function useTitles(target: string, ids: string[]): Map<string, string> {
  const query = useQuery({
    queryKey: ['titles', target, [...ids].sort()],
    queryFn: ({ signal }) =>
      queryOptions(
        target,
        { filters: [{ field: 'id', operator: 'in', value: ids }], pageSize: 100 },
        signal
      ),
    enabled: ids.length > 0,
    placeholderData: (previous) => previous,
    staleTime: 60_000,
    retry: false,
  })
  return new Map(
    query.data?.flatMap(({ id, label }) => (id && label ? [[id, label] as const] : []))
  )
}
