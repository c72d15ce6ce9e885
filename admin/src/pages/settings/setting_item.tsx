import { WarningOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select, Switch } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingValue } from '@xinglin/contracts'
import type { StagedSetting } from './use_settings.ts'
import styles from './settings.module.css'

interface Props {
  setting: StagedSetting
  disabled: boolean
  problem: string | undefined
  onChange: (value: SettingValue | null) => void
}

/** One setting: what it is, its value, what it means, and what is wrong with it. */
export function SettingItem({ setting, disabled, problem, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { label, help, warning, min, max, value } = setting
  const usual = setting.default
  return (
    <div className={styles.item}>
      <div className={styles.what}>
        <label htmlFor={id}>
          {label}
          {warning && <WarningOutlined className={styles.mark} title={warning} />}
        </label>
        {help && <p id={`${id}-help`}>{help}</p>}
      </div>
      <div className={styles.value}>
        <SettingInput
          setting={setting}
          onChange={onChange}
          input={{
            id,
            disabled,
            'status': problem ? 'error' : undefined,
            'aria-invalid': problem !== undefined,
            'aria-describedby': `${id}-help ${id}-problem`,
          }}
        />
        <p className={styles.usual}>
          {setting.type === 'integer' && min !== undefined && max !== undefined && (
            <span>{t('configuration.settings.range', { min, max })}</span>
          )}
          <span>{t('configuration.settings.usual', { value: wordOf(usual) })}</span>
          {value !== usual && !disabled && (
            <Button type="link" size="small" onClick={() => onChange(usual)}>
              {t('configuration.settings.usualRestore')}
            </Button>
          )}
        </p>
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      </div>
    </div>
  )

  function wordOf(one: SettingValue): string {
    if (typeof one === 'boolean') return t(`configuration.settings.${one ? 'on' : 'off'}`)
    return setting.options?.find((option) => option.value === one)?.label ?? String(one)
  }
}

interface InputProps extends Pick<Props, 'setting' | 'onChange'> {
  input: {
    'id': string
    'disabled': boolean
    'status': 'error' | undefined
    'aria-invalid': boolean
    'aria-describedby': string
  }
}

function SettingInput({ setting: { type, options, value, max }, onChange, input }: InputProps) {
  const { status, ...plain } = input
  if (type === 'boolean')
    return <Switch {...plain} checked={value === true} onChange={(on) => onChange(on)} />
  if (type === 'integer')
    return (
      <InputNumber
        {...input}
        precision={0}
        value={value as number | null}
        onChange={(number) => onChange(number)}
      />
    )
  if (options)
    return (
      <Select
        {...plain}
        status={status}
        virtual={false}
        value={value as string}
        options={options}
        onChange={(option) => onChange(option)}
      />
    )
  return (
    <Input
      {...input}
      maxLength={max}
      value={value as string}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
