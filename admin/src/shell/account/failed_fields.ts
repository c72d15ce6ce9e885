import type { FormInstance } from 'antd'
import type { ApiError } from '../../providers/http.ts'

/** Shows a refusal at the fields it names; false when it names none of the form's. */
export function showAtFields(form: FormInstance, { errors = {} }: ApiError): boolean {
  const known = Object.entries(errors).filter(([name]) => form.getFieldInstance(name) !== undefined)
  form.setFields(known.map(([name, messages]) => ({ name, errors: messages })))
  return known.length > 0
}
