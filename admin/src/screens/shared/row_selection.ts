import type { CheckboxProps } from 'antd'
import type { TFunction } from 'i18next'
import type { AriaAttributes } from 'react'
import type { MetaResource } from '@xinglin/contracts'
import type { AnyRecord } from './answers.ts'

/** Names a table's checkboxes for those who do not see which row they stand in. */
export function namedCheckboxes(t: TFunction, resource: MetaResource) {
  return {
    getCheckboxProps: (record: AnyRecord) =>
      named(t('screens.list.select', { name: String(record[resource.title] ?? record.id) })),
    getTitleCheckboxProps: () => named(t('screens.list.selectAll')),
  }
}

function named(label: string): CheckboxProps & AriaAttributes {
  return { 'aria-label': label }
}
