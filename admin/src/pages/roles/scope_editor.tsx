import { Radio } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue, CatalogueResource, Filters } from '@xinglin/contracts'
import { MetaProvider, useIdentity, useMeta } from '../../providers/meta.tsx'
import { ConditionGroup } from '../../screens/filters/condition_group.tsx'
import { fromRoot, toRoot } from '../../screens/filters/filter_tree.ts'
import { FilterVariables } from '../../screens/filters/filter_variables.tsx'
import { catalogueMeta, presetOf, presetsOf, scopeFields, variablesFor } from './scopes.ts'
import styles from './roles.module.css'

interface Props {
  catalogue: Catalogue
  resource: CatalogueResource
  /** `undefined`: the actions edited together differ. */
  scope: Filters | null | undefined
  onChange: (scope: Filters | null) => void
  disabled: boolean
}

/** Which rows: one of the usual answers, or conditions. */
export function ScopeEditor({ catalogue, resource, scope, onChange, disabled }: Props) {
  const { t } = useTranslation()
  const kind = scope === undefined ? undefined : presetOf(resource, scope)
  const [custom, setCustom] = useState(false)
  const chosen = custom ? 'custom' : kind
  return (
    <>
      <Radio.Group
        className={styles.scopes}
        aria-label={t('access.scope.title')}
        value={chosen}
        disabled={disabled}
        onChange={({ target }) => choose(target.value as string)}
      >
        {presetsOf(resource).map(({ key, label }) => (
          <Radio key={key} value={key}>
            <span>{label ?? t(`access.scope.presets.${key}`)}</span>
            {!label && <small>{t(`access.scope.hints.${key}`)}</small>}
          </Radio>
        ))}
        <Radio value="custom">
          <span>{t('access.scope.presets.custom')}</span>
          <small>{t('access.scope.hints.custom')}</small>
        </Radio>
      </Radio.Group>
      {scope === undefined && <p className={styles.hint}>{t('access.scope.mixed')}</p>}
      {chosen === 'custom' && (
        <fieldset disabled={disabled} className={styles.conditions}>
          <Conditions
            catalogue={catalogue}
            resource={resource}
            scope={scope ?? []}
            onChange={onChange}
          />
        </fieldset>
      )}
    </>
  )

  function choose(key: string) {
    const preset = presetsOf(resource).find((each) => each.key === key)
    setCustom(!preset)
    if (preset) onChange(preset.scope)
    // Begins with what is chosen now, which is the narrowest thing to begin with.
    else onChange(scope ?? [])
  }
}

interface ConditionsProps {
  catalogue: Catalogue
  resource: CatalogueResource
  scope: Filters
  onChange: (scope: Filters) => void
}

function Conditions({ catalogue, resource, scope, onChange }: ConditionsProps) {
  const { t } = useTranslation()
  const identity = useIdentity()
  const meta = useMeta()
  const named = useMemo(() => catalogueMeta(meta, catalogue), [meta, catalogue])
  const fields = useMemo(() => scopeFields(t, named, resource), [t, named, resource])
  const [root, setRoot] = useState(() => toRoot(scope))
  return (
    <MetaProvider meta={named} identity={identity}>
      <FilterVariables of={(target) => variablesFor(t, target)}>
        <ConditionGroup
          fields={fields}
          group={root}
          path={[]}
          root={root}
          onChange={(next) => {
            setRoot(next)
            onChange(fromRoot(next))
          }}
        />
      </FilterVariables>
    </MetaProvider>
  )
}
