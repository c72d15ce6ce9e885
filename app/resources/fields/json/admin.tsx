import { Alert, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Clipped } from '../../../../admin/src/fields/clipped.tsx'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { PRESENCE_OPERATORS } from '../../../../admin/src/fields/operators.ts'

/** Text that is not JSON yet; the form does not send it. */
class UnfinishedJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

export default defineFieldUi<'json'>({
  type: 'json',
  Input: JsonInput,
  Cell: JsonCell,
  operators: PRESENCE_OPERATORS,
  width: 200,
  wide: true,
  column: 'asked',
  problem: (value) => (value instanceof UnfinishedJson ? 'fields.json.invalid' : undefined),
})

const CODE = { fontFamily: 'ui-monospace, Menlo, Consolas, monospace', fontSize: 13 }

function JsonInput({ id, value, onChange, disabled, autoFocus }: InputProps<'json'>) {
  const { t } = useTranslation()
  const [text, setText] = useState(() => print(value))
  // A value that came from elsewhere (a reset, the other version of a conflict) replaces what was typed.
  const [seen, setSeen] = useState(value)
  if (value !== seen) {
    setSeen(value)
    setText(print(value))
  }
  return (
    <>
      <Input.TextArea
        id={id}
        value={text}
        spellCheck={false}
        autoFocus={autoFocus}
        disabled={disabled}
        autoSize={{ minRows: 4, maxRows: 20 }}
        style={CODE}
        onChange={(event) => {
          const parsed = parse(event.target.value)
          setText(event.target.value)
          setSeen(parsed)
          onChange?.(parsed)
        }}
        onBlur={() => !(value instanceof UnfinishedJson) && setText(print(value))}
      />
      {value instanceof UnfinishedJson && (
        <Alert type="warning" banner message={t('fields.json.invalid')} />
      )}
    </>
  )
}

function JsonCell({ value, place }: CellProps<'json'>) {
  if (place === 'list') return <Clipped text={JSON.stringify(value)} />
  return (
    <pre style={{ ...CODE, margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {print(value)}
    </pre>
  )
}

function print(value: unknown): string {
  if (value instanceof UnfinishedJson) return value.text
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 2)
}

function parse(text: string): unknown {
  if (text.trim() === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return new UnfinishedJson(text)
  }
}
