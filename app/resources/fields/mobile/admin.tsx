import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { LineCell, LineInput } from '../../../../admin/src/fields/text_field.tsx'

export default defineFieldUi<'mobile'>({
  type: 'mobile',
  Input: MobileInput,
  Cell: MobileCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 130,
})

function MobileInput(input: InputProps<'mobile'>) {
  return <LineInput {...input} options={{ type: 'tel', inputMode: 'tel', maxLength: 11 }} />
}

function MobileCell(cell: CellProps<'mobile'>) {
  return cell.place === 'list' ? (
    <LineCell {...cell} />
  ) : (
    <a href={`tel:${cell.value}`}>{cell.value}</a>
  )
}
