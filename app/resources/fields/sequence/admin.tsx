import { Input } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'sequence'>({
  type: 'sequence',
  Input: SequenceInput,
  Cell: SequenceCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 150,
})

/** Given by the server when the record is made. */
function SequenceInput({ id, value }: InputProps<'sequence'>) {
  const { t } = useTranslation()
  return (
    <Input id={id} value={value ?? ''} placeholder={t('fields.sequence.placeholder')} disabled />
  )
}

function SequenceCell({ value }: CellProps<'sequence'>) {
  return <span style={{ whiteSpace: 'nowrap' }}>{value}</span>
}
