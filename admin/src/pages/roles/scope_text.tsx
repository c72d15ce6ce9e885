import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import {
  isGroup,
  type Catalogue,
  type CatalogueResource,
  type FieldFilter,
  type Filters,
} from '@xinglin/contracts'
import { MetaProvider, useIdentity, useMeta } from '../../providers/meta.tsx'
import { operatorWord } from '../../screens/filters/operator_words.ts'
import { ValueText } from '../../screens/filters/value_text.tsx'
import type { NamedField } from '../../screens/shared/resource_fields.ts'
import { catalogueMeta, presetOf, presetsOf, scopeFields, variablesFor } from './scopes.ts'

interface Props {
  catalogue: Catalogue
  resource: CatalogueResource
  scope: Filters | null
}

/** Which rows a scope covers, in words: one of the usual scopes by its name, or its conditions. */
export function ScopeText({ catalogue, resource, scope }: Props) {
  const { t } = useTranslation()
  const identity = useIdentity()
  const meta = useMeta()
  const named = useMemo(() => catalogueMeta(meta, catalogue), [meta, catalogue])
  const fields = useMemo(() => scopeFields(t, named, resource), [t, named, resource])
  const key = presetOf(resource, scope)
  if (scope === null || key !== 'custom') {
    const label = presetsOf(resource).find((preset) => preset.key === key)?.label
    return <>{label ?? t(`access.scope.presets.${key}`)}</>
  }
  return (
    <MetaProvider meta={named} identity={identity}>
      <Conditions filters={scope} all fields={fields} />
    </MetaProvider>
  )
}

interface ConditionsProps {
  filters: Filters
  /** All of them hold, or any. */
  all: boolean
  fields: NamedField[]
}

function Conditions({ filters, all, fields }: ConditionsProps) {
  const { t } = useTranslation()
  return filters.map((filter, i) => (
    <span key={i}>
      {i > 0 && t(all ? 'access.explain.and' : 'access.explain.or')}
      {isGroup(filter) ? (
        <>
          {'('}
          <Conditions filters={filter.value} all={filter.operator === 'and'} fields={fields} />
          {')'}
        </>
      ) : (
        <Condition filter={filter} target={fields.find(({ name }) => name === filter.field)} />
      )}
    </span>
  ))
}

function Condition({ filter, target }: { filter: FieldFilter; target: NamedField | undefined }) {
  const { t } = useTranslation()
  // A scope may be about a field that no condition on the screen can be about.
  if (!target) return <>{`${filter.field} ${filter.operator} ${JSON.stringify(filter.value)}`}</>
  const [first] = [filter.value].flat()
  const variable = variablesFor(t, target).find(({ value }) => value === first)
  return (
    <>
      {target.label} {operatorWord(t, target.field, filter.operator)}{' '}
      {variable ? variable.label : <ValueText filter={filter} target={target} />}
    </>
  )
}
