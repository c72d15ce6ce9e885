import { Select } from 'antd'
import { createContext, useContext, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NamedField } from '../shared/resource_fields.ts'
import styles from './filters.module.css'

/** A value that is found only when the filter is used: `$user.departmentIds`. */
export interface FilterVariable {
  value: string
  label: string
}

type VariablesOf = (target: NamedField) => FilterVariable[]

const NONE: FilterVariable[] = []
const VariablesContext = createContext<VariablesOf>(() => NONE)

/** Offers variables as values of the filters inside; elsewhere there are none. */
export function FilterVariables({ of, children }: { of: VariablesOf; children: ReactNode }) {
  return <VariablesContext value={of}>{children}</VariablesContext>
}

export function useFilterVariables(target: NamedField): FilterVariable[] {
  return useContext(VariablesContext)(target)
}

interface Props {
  variables: FilterVariable[]
  /** The operator takes a list. */
  list: boolean
  value: unknown
  onChange: (value: unknown) => void
  /** The editor for values that stay as they are. */
  children: ReactNode
}

/** Chooses between a variable and fixed values. */
export function VariableOrValue({ variables, list, value, onChange, children }: Props) {
  const { t } = useTranslation()
  const [first] = [value].flat()
  const variable = variables.find((each) => each.value === first)?.value ?? null
  return (
    <div className={styles.variable}>
      <Select
        virtual={false}
        aria-label={t('screens.filters.kindOfValue')}
        value={variable ?? ''}
        options={[...variables, { value: '', label: t('screens.filters.fixedValue') }]}
        onChange={(next) => onChange(next === '' ? null : list ? [next] : next)}
        popupMatchSelectWidth={false}
      />
      {variable === null && children}
    </div>
  )
}
