import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { LineCell, LineInput } from '../../../../admin/src/fields/text_field.tsx'

export default defineFieldUi<'email'>({
  type: 'email',
  Input: EmailInput,
  Cell: EmailCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 200,
})

function EmailInput(input: InputProps<'email'>) {
  return <LineInput {...input} options={{ type: 'email', inputMode: 'email', maxLength: 254 }} />
}

function EmailCell(cell: CellProps<'email'>) {
  return cell.place === 'list' ? (
    <LineCell {...cell} />
  ) : (
    <a href={`mailto:${cell.value}`}>{cell.value}</a>
  )
}
