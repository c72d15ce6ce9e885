import type { TFunction } from 'i18next'
import type { Action, CatalogueResource } from '@xinglin/contracts'

/** An action's word: the core's own, or that of a transition of the resource. */
export function actionLabel(
  t: TFunction,
  { lifecycle }: Pick<CatalogueResource, 'lifecycle'>,
  action: Action
): string {
  return lifecycle?.transitions[action]?.label ?? t(`access.actions.${action}`)
}

/** The transitions of a resource, in their order. */
export function transitionsOf({ lifecycle, actions }: CatalogueResource): Action[] {
  return actions.filter((action) => lifecycle?.transitions[action])
}
