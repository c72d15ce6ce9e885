import type { Action, FieldBase, FieldOptions, FieldTypeName } from './resource.ts'
import type { Filters } from './filters.ts'
import type { Locale } from './text.ts'

/** `GET /api/meta`: everything the caller may see, with words already in the caller's language. */
export interface Meta {
  menus: MetaMenu[]
  resources: Record<string, MetaResource>
  screens: Record<string, Screen>
  plugins: Record<string, { name: string; version: string; admin?: string }>
  settings: Record<string, unknown>
  locale: Locale
}

export type MetaField = { [K in FieldTypeName]: MetaFieldOf<K> }[FieldTypeName] &
  Omit<FieldBase, 'label' | 'help'>
type MetaFieldOf<K extends FieldTypeName> = {
  type: K
  label: string
  help?: string
  readable: boolean
  writable: boolean
  /** Which filters and whether sorting the server accepts here. */
  operators: string[]
  sortable: boolean
  /** The fields of a sub-table's rows. */
  fields?: Record<string, MetaField>
} & Omit<FieldOptions[K], 'options'> & {
    options?: { value: string; label: string; color?: string; disabled?: boolean }[]
  }

export interface MetaResource {
  name: string
  label: string
  title: string
  /** What records are known by beside their titles; a select box asks for it. */
  code?: string
  /** The self-relation that makes the records a tree. */
  tree?: string
  searchable: boolean
  sort: { field: string; order: 'asc' | 'desc' }[]
  fields: Record<string, MetaField>
  actions: Action[]
  /** May look at and bring back deleted records. */
  recycleBin: boolean
  lifecycle?: MetaLifecycle
}

/** A lifecycle in the metadata of its resource, in the caller's language. */
export interface MetaLifecycle {
  initial: string
  states: Record<string, { label: string; color?: string; terminal?: boolean }>
  transitions: Record<string, MetaTransition>
}

export interface MetaTransition {
  label: string
  from: string[]
  to: string
  input: Record<string, MetaField>
  reason: boolean
  /** What to ask once more before it is made. */
  confirm?: string
}

/** `GET /api/access/catalogue`: what there is to grant, for those who keep the grants. */
export interface Catalogue {
  /** What brought the resources: the plugins, whose records are the daily work, then the core. */
  origins: { id: string; label: string }[]
  resources: CatalogueResource[]
}

/** A resource with every field, and the actions that exist for it. */
export interface CatalogueResource extends MetaResource {
  origin: string
  /** Its records belong to the department that made them. */
  owned: boolean
  /** Row scopes the resource offers by name. */
  scopes: { name: string; label: string; filters: Filters }[]
}

export interface MetaMenu {
  id: string
  name: string
  kind: 'group' | 'screen' | 'link'
  /** A screen's name or resource name, or an address. */
  target: string | null
  open: 'here' | 'tab' | 'embedded'
  icon: string | null
  children: MetaMenu[]
}

/** What a person sees of a resource; always this JSON, generated or made by hand. */
export interface Screen {
  name: string
  kind: 'list' | 'tree' | 'form' | 'detail' | 'page'
  title: string
  resource?: string
  columns?: { field: string; width?: number }[]
  filters?: Filters
  sections?: { title?: string; fields: string[] }[]
  /** kind `page`: a screen registered by the core's or a plugin's admin code. */
  component?: string
}

/** `core.users` of the signed-in person. */
export interface Identity {
  id: string
  login: string
  name: string
  departmentId: string | null
  departments: { id: string; name: string }[]
  roles: { id: string; name: string }[]
  locale: Locale
}
