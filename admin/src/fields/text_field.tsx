/** What the types that are one line of text share. */
import { Input } from 'antd'
import type { HTMLInputTypeAttribute } from 'react'
import { Clipped } from './clipped.tsx'
import type { InputProps } from './field_ui.ts'

export type LineType = 'string' | 'email' | 'mobile' | 'idCard' | 'url' | 'sequence'

interface LineOptions {
  type?: HTMLInputTypeAttribute
  inputMode?: 'email' | 'tel' | 'text' | 'url'
  autoComplete?: string
  maxLength?: number
  placeholder?: string
}

/** A line of text; an emptied one is null, as the API has it. */
export function LineInput({
  options = {},
  ...input
}: { options?: LineOptions } & InputProps<LineType>) {
  return (
    <Input
      id={input.id}
      value={input.value ?? ''}
      onChange={(event) => input.onChange?.(event.target.value === '' ? null : event.target.value)}
      disabled={input.disabled}
      autoFocus={input.autoFocus}
      autoComplete="off"
      {...options}
    />
  )
}

export function LineCell({ value, place }: { value: string; place: 'list' | 'detail' }) {
  return place === 'list' ? <Clipped text={value} /> : <span>{value}</span>
}
