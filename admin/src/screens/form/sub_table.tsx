import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Form } from 'antd'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaField } from '@xinglin/contracts'
import type { RecordValues } from '../../fields/field_ui.ts'
import { fieldUi } from '../../fields/registry.ts'
import { isSystemField } from '../shared/resource_fields.ts'
import { FieldItem } from './field_item.tsx'
import { isEditable, isRequired } from './form_fields.ts'
import styles from './form.module.css'

interface Props {
  name: string
  field: Extract<MetaField, { type: 'hasMany' }>
  rows: RecordValues[]
  editable: boolean
}

/** Rows edited inside their parent's form and saved under its version; on a phone each row is a card. */
export function SubTable({ name, field, rows, editable }: Props) {
  const { t } = useTranslation()
  const fields = field.fields ?? {}
  const columns = Object.entries(fields).filter(
    ([sub, { hidden, writable, readable, type }]) =>
      !isSystemField(sub) &&
      !hidden &&
      (writable || readable) &&
      type !== 'hasMany' &&
      sub !== field.mappedBy
  )
  const template = columns.map(([, column]) => columnWidth(column)).join(' ')

  return (
    <section className={styles.wide} aria-label={field.label}>
      <h3 className={styles.subTitle}>{field.label}</h3>
      {field.help && <p className={styles.help}>{field.help}</p>}
      <Form.List name={name}>
        {(items, { add, remove }) => (
          <div
            className={styles.subTable}
            style={{ '--columns': `${template} 40px` } as CSSProperties}
          >
            {items.length > 0 && (
              <div className={styles.subHead} aria-hidden>
                {columns.map(([sub, column]) => (
                  <span key={sub} data-required={isRequired(column, fields, {}) || undefined}>
                    {column.label}
                  </span>
                ))}
              </div>
            )}
            {items.map((item) => {
              const row = rows[item.name] ?? {}
              return (
                <div
                  key={item.key}
                  className={styles.subRow}
                  role="group"
                  aria-label={`${field.label} ${item.name + 1}`}
                >
                  {columns.map(([sub, column]) => (
                    <div key={sub} className={styles.subCell}>
                      <span className={styles.subLabel}>{column.label}</span>
                      <FieldItem
                        plain
                        name={sub}
                        path={[item.name, sub]}
                        field={editable ? column : { ...column, writable: false }}
                        fields={fields}
                        resource={field.target}
                        record={row}
                        creating={!row.id}
                      />
                    </div>
                  ))}
                  {editable && (
                    <Button
                      type="text"
                      danger
                      icon={<DeleteOutlined />}
                      aria-label={t('screens.form.removeRow', { row: item.name + 1 })}
                      onClick={() => remove(item.name)}
                    />
                  )}
                </div>
              )
            })}
            {editable && (
              <Button
                type="dashed"
                block
                icon={<PlusOutlined />}
                onClick={() => add(emptyRow(columns))}
              >
                {t('screens.form.addRow', { label: field.label })}
              </Button>
            )}
          </div>
        )}
      </Form.List>
    </section>
  )
}

function emptyRow(columns: [string, MetaField][]): RecordValues {
  return Object.fromEntries(
    columns
      .filter(([, column]) => isEditable(column, true) && column.default !== undefined)
      .map(([name, column]) => [name, column.default])
  )
}

function columnWidth(column: MetaField): string {
  const { width = 160, wide } = fieldUi(column.type)
  return `minmax(${Math.min(width, 140)}px, ${wide ? 2 : 1}fr)`
}
