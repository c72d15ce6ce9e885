import { useTranslation } from 'react-i18next'
import { defineFieldUi, type InputProps } from '../../../../admin/src/fields/field_ui.ts'
import { PRESENCE_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { SecretInput } from '../../../../admin/src/fields/secret_input.tsx'

export default defineFieldUi<'password'>({
  type: 'password',
  Input: PasswordInput,
  Cell: PasswordCell,
  operators: PRESENCE_OPERATORS,
  column: 'never',
  // The API never says what it is, and an untouched box must not clear it.
  toInput: (value) => value || undefined,
})

const DOTS = '••••••••'

function PasswordInput({ id, record, value, onChange, disabled }: InputProps<'password'>) {
  const { t } = useTranslation()
  return (
    <SecretInput
      id={id}
      hide
      stored={record.id ? DOTS : undefined}
      unchanged={null}
      value={value}
      onChange={onChange}
      action={t('fields.password.setNew')}
      disabled={disabled}
    />
  )
}

function PasswordCell() {
  return <>{DOTS}</>
}
