import { Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MetaField } from '@xinglin/contracts'
import { FieldCell, isEmpty } from '../../fields/field_cell.tsx'
import type { RecordValues } from '../../fields/field_ui.ts'
import { fieldUi } from '../../fields/registry.ts'
import { isEditable, isRequired, isVisible, type Fields } from './form_fields.ts'
import styles from './form.module.css'

interface Props {
  name: string
  field: MetaField
  /** All fields of the record, for conditions. */
  fields: Fields
  resource: string
  record: RecordValues
  creating: boolean
  autoFocus?: boolean
  /** Where the value lives in the form, for a row of a sub-table. */
  path?: (string | number)[]
  /** In a table the header says what a column is. */
  plain?: boolean
}

/** One field of a form: label above, help below, and the rules that can be told before the server is asked. */
export function FieldItem({
  name,
  field,
  fields,
  resource,
  record,
  creating,
  autoFocus,
  path = [name],
  plain,
}: Props) {
  const { t } = useTranslation()
  if (!isVisible(field, fields, record)) return null
  const ui = fieldUi(field.type)
  const className = ui.wide ? styles.wide : undefined
  if (!isEditable(field, creating)) {
    return (
      <Form.Item
        className={className}
        label={plain ? undefined : field.label}
        extra={plain ? undefined : field.help}
      >
        <FieldCell name={name} field={field} resource={resource} record={record} place="detail" />
      </Form.Item>
    )
  }
  const required = isRequired(field, fields, record)
  return (
    <Form.Item
      className={className}
      name={path}
      label={plain ? undefined : field.label}
      extra={plain ? undefined : field.help}
      required={required}
      rules={[
        {
          validator: async (_, value: unknown) => {
            if (required && isEmpty(value))
              throw new Error(t('screens.form.missing', { label: field.label }))
            const problem = isEmpty(value) ? undefined : ui.problem?.(value)
            if (problem) throw new Error(t(problem))
          },
        },
      ]}
    >
      <ui.Input
        name={name}
        field={field}
        resource={resource}
        record={record}
        autoFocus={autoFocus}
      />
    </Form.Item>
  )
}
