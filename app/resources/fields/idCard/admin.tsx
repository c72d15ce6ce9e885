import { defineFieldUi, type InputProps } from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { LineCell, LineInput } from '../../../../admin/src/fields/text_field.tsx'

export default defineFieldUi<'idCard'>({
  type: 'idCard',
  Input: IdCardInput,
  Cell: LineCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 190,
})

function IdCardInput(input: InputProps<'idCard'>) {
  return <LineInput {...input} options={{ maxLength: 18 }} />
}
