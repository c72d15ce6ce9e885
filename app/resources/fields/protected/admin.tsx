import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { RevealButton } from '../../../../admin/src/fields/reveal.tsx'
import { SecretInput } from '../../../../admin/src/fields/secret_input.tsx'
import { useMeta } from '../../../../admin/src/providers/meta.tsx'

export default defineFieldUi<'protected'>({
  type: 'protected',
  Input: ProtectedInput,
  Cell: ProtectedCell,
  // Stored encrypted: only the whole value can be asked for.
  operators: ['eq', 'in', 'null', 'nnull'],
  words: 'text',
  width: 190,
})

/** Starts from the mask, which the server takes as "unchanged". */
function ProtectedInput({ id, value, onChange, disabled }: InputProps<'protected'>) {
  const { t } = useTranslation()
  const [mask] = useState(value)
  return (
    <SecretInput
      id={id}
      stored={mask ?? undefined}
      unchanged={mask ?? null}
      value={value}
      onChange={onChange}
      action={t('fields.protected.change')}
      disabled={disabled}
    />
  )
}

function ProtectedCell({ field, name, resource, record, value }: CellProps<'protected'>) {
  const mayReveal =
    useMeta().resources[resource]?.actions.includes('reveal') && typeof record.id === 'string'
  const [revealed, setRevealed] = useState<string | null>(null)
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {revealed ?? value}
      {mayReveal && (
        <RevealButton
          resource={resource}
          id={String(record.id)}
          field={name}
          label={field.label}
          onShow={setRevealed}
        />
      )}
    </span>
  )
}
