import type { FieldTypeName } from '@xinglin/contracts'
import type { FieldUi } from './field_ui.ts'

// Which type an object serves is known only when a field is met, so the registry forgets it: hence `any`.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type AnyFieldUi = FieldUi<any>

const modules = import.meta.glob<{ default: AnyFieldUi }>(
  '../../../app/resources/fields/*/admin.tsx',
  { eager: true }
)
const registry = new Map(
  Object.values(modules).map((module) => [module.default.type, module.default])
)

/** The admin half of a field type. */
export function fieldUi(type: FieldTypeName): AnyFieldUi {
  const ui = registry.get(type)
  if (!ui)
    throw new Error(
      `Field type "${type}" has no admin half (app/resources/fields/${type}/admin.tsx)`
    )
  return ui
}
