import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { TEXT_OPERATORS } from '../../../../admin/src/fields/operators.ts'
import { LineInput } from '../../../../admin/src/fields/text_field.tsx'

export default defineFieldUi<'url'>({
  type: 'url',
  Input: UrlInput,
  Cell: UrlCell,
  operators: TEXT_OPERATORS,
  words: 'text',
  width: 220,
})

function UrlInput(input: InputProps<'url'>) {
  return (
    <LineInput
      {...input}
      options={{ type: 'url', inputMode: 'url', maxLength: 2048, placeholder: 'https://' }}
    />
  )
}

/** The server takes http and https only; the check here is for what an older row may hold. */
function UrlCell({ value }: CellProps<'url'>) {
  if (!/^https?:\/\//i.test(value)) return <span title={value}>{value}</span>
  return (
    <a
      href={value}
      title={value}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => event.stopPropagation()}
    >
      {value.replace(/^https?:\/\//i, '')}
    </a>
  )
}
