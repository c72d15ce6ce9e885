/** Screens made by hand, as far as one person may use them. */
import {
  isGroup,
  type Action,
  type Filters,
  type MetaResource,
  type Screen,
} from '@xinglin/contracts'
import { sql } from '#app/database/sql.ts'
import { rows, type Row } from '#app/database/store.ts'
import { findResource } from '#app/resources/registry.ts'
import { layoutProblems, type Layout } from '#app/screens/screen_layout.ts'

type Resources = Readonly<Record<string, MetaResource>>

/** What one must be allowed to do for a screen to exist. */
const NEEDS: Record<Exclude<Screen['kind'], 'page'>, readonly Action[]> = {
  list: ['list'],
  tree: ['list'],
  form: ['create', 'update'],
  detail: ['read'],
}

/** By name. Fields that the person does not see are not named either. */
export async function screensFor(resources: Resources): Promise<Record<string, Screen>> {
  const stored = await rows(
    sql`select name, title, resource, kind, layout from core__screens where live = '' order by name`
  )
  const screens = stored.flatMap((row) => screenOf(row, resources) ?? [])
  return Object.fromEntries(screens.map((screen) => [screen.name, screen]))
}

/** Undefined where the resource is not the person's, or has changed so that the screen no longer fits it. */
function screenOf(row: Row, resources: Resources): Screen | undefined {
  const kind = row.kind as Screen['kind']
  const name = row.name as string
  const layout = JSON.parse((row.layout as string | null) ?? 'null') as Layout
  const title = row.title as string | null
  if (kind === 'page') return { name, kind, title: title ?? name, component: layout.component }
  const resource = resources[row.resource as string]
  if (!resource || !NEEDS[kind].some((action) => resource.actions.includes(action)))
    return undefined
  if (layoutProblems(kind, findResource(resource.name) ?? null, layout).length > 0) return undefined
  const { filters } = layout
  const known = (field: string) => resource.fields[field] !== undefined
  const columns = layout.columns?.filter(({ field }) => known(field))
  const sections = layout.sections
    ?.map((section) => ({ ...section, fields: section.fields.filter(known) }))
    .filter(({ fields }) => fields.length > 0)
  return {
    name,
    kind,
    title: title ?? resource.label,
    resource: resource.name,
    ...(columns?.length && { columns }),
    ...(filters && mayAsk(filters, resource, resources) && { filters }),
    ...(sections?.length && { sections }),
  }
}

/** The list would refuse a filter on a field that the person does not read. */
function mayAsk(filters: Filters, resource: MetaResource, resources: Resources): boolean {
  return filters.every((filter) =>
    isGroup(filter)
      ? mayAsk(filter.value, resource, resources)
      : isReadable(filter.field.split('.'), resource, resources)
  )
}

function isReadable(
  [first = '', ...rest]: string[],
  resource: MetaResource | undefined,
  resources: Resources
): boolean {
  const field = resource?.fields[first]
  if (!field?.readable) return false
  return (
    rest.length === 0 ||
    isReadable(rest, resources['target' in field ? field.target : ''], resources)
  )
}
