/** "@xinglin/admin": what admin pages of plugins build with. Everything else of the admin may change without notice. */
export { defineAdmin, type AdminPlugin } from './plugins/define_admin.ts'
export { useIdentity, useMeta, useResourceMeta } from './providers/meta.tsx'
export { ApiError, http, type RequestOptions } from './providers/http.ts'
export { renewMeta } from './providers/query_client.ts'
export { usePageTitle } from './shell/frame/page_title.tsx'
export { MENU_ICONS } from './shell/menu/menu_icon.tsx'
export { currentLanguage, useLanguage, useTheme } from './theme/preferences.ts'
export { dark, light, palette, radius } from './theme/tokens.ts'

export { FieldCell } from './fields/field_cell.tsx'
export {
  defineFieldUi,
  type CellProps,
  type FieldUi,
  type FieldValues,
  type FilterProps,
  type InputProps,
  type Reference,
} from './fields/field_ui.ts'
export { fieldUi } from './fields/registry.ts'
export { RecordLink } from './fields/record_link.tsx'
export { RelationSelect } from './fields/relation_select.tsx'
export { formatMoment, formatRecentMoment } from './fields/format.ts'

export { RecordForm } from './screens/form/record_form.tsx'
export { FormDrawer } from './screens/form/form_drawer.tsx'
export { ScreenHeader } from './screens/shared/screen_header.tsx'
export { EmptyList, ListSkeleton, LoadFailure } from './screens/shared/states.tsx'
