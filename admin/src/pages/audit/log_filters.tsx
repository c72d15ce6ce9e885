import { Button, DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named } from '@xinglin/contracts'
import type { LogState } from './log_filter.ts'
import styles from './audit.module.css'

const TYPING_PAUSE = 300

interface Props {
  state: LogState
  resources: Named[]
  actions: Named[]
}

/** Narrows a log by person, resource, action and days. */
export function LogFilters({ state, resources, actions }: Props) {
  const { t } = useTranslation()
  const { filter, narrow, clear } = state
  return (
    <div className={styles.filters} role="search">
      <Labelled label={t('configuration.audit.person')}>
        {(id) => (
          <PersonInput
            // What is cleared from outside is empty here as well.
            key={filter.person ? 'asked' : 'any'}
            id={id}
            value={filter.person ?? ''}
            onChange={(person) => narrow({ person })}
          />
        )}
      </Labelled>
      <Labelled label={t('configuration.audit.resource')}>
        {(id) => (
          <NamedSelect
            id={id}
            options={resources}
            value={filter.resource}
            onChange={(resource) => narrow({ resource })}
          />
        )}
      </Labelled>
      <Labelled label={t('configuration.audit.action')}>
        {(id) => (
          <NamedSelect
            id={id}
            options={actions}
            value={filter.action}
            onChange={(action) => narrow({ action })}
          />
        )}
      </Labelled>
      {(['from', 'to'] as const).map((end) => (
        <Labelled key={end} label={t(`configuration.audit.${end}`)}>
          {(id) => (
            <DatePicker
              id={id}
              value={filter[end] && dayjs(filter[end]).isValid() ? dayjs(filter[end]) : null}
              maxDate={dayjs()}
              onChange={(day) => narrow({ [end]: day?.format('YYYY-MM-DD') })}
            />
          )}
        </Labelled>
      ))}
      {Object.keys(filter).length > 0 && (
        <Button type="link" className={styles.clear} onClick={clear}>
          {t('configuration.audit.clear')}
        </Button>
      )}
    </div>
  )
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={styles.filter}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface PersonProps {
  id: string
  value: string
  onChange: (person: string | undefined) => void
}

/** Asks for what is typed once the typing pauses. */
function PersonInput({ id, value, onChange }: PersonProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(value)
  useEffect(() => {
    if (text.trim() === value) return
    const timer = setTimeout(() => onChange(text.trim() || undefined), TYPING_PAUSE)
    return () => clearTimeout(timer)
  })
  return (
    <Input
      id={id}
      allowClear
      placeholder={t('configuration.audit.personHint')}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  )
}

interface SelectProps {
  id: string
  options: Named[]
  value: string | undefined
  onChange: (name: string | undefined) => void
}

function NamedSelect({ id, options, value, onChange }: SelectProps) {
  const { t } = useTranslation()
  return (
    <Select
      id={id}
      showSearch
      allowClear
      virtual={false}
      optionFilterProp="label"
      popupMatchSelectWidth={false}
      placeholder={t('configuration.audit.any')}
      value={value}
      options={options.map(({ name, label }) => ({ value: name, label }))}
      onChange={(name) => onChange(name)}
    />
  )
}
