import { defineFieldUi, type InputProps } from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { LineCell, LineInput } from '../../../../admin/src/fields/text_field.tsx'

export default defineFieldUi<'string'>({
  type: 'string',
  Input: StringInput,
  Cell: LineCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 180,
})

function StringInput(input: InputProps<'string'>) {
  return <LineInput {...input} options={{ maxLength: input.field.max ?? 255 }} />
}
