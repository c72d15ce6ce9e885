import { FieldCell } from '../../fields/field_cell.tsx'
import { fieldUi } from '../../fields/registry.ts'
import { isVisible } from '../form/form_fields.ts'
import { isSystemField, OWNER, withOwner, type Section } from '../shared/resource_fields.ts'
import { screenOf } from '../shared/screen_of.ts'
import type { AnyRecord } from '../shared/answers.ts'
import type { Meta, MetaResource } from '@xinglin/contracts'
import styles from './detail.module.css'

/** What a record says, in columns; parts as its screen arranges them. */
export function Facts({
  meta,
  resource,
  record,
}: {
  meta: Meta
  resource: MetaResource
  record: AnyRecord
}) {
  return sectionsOf(meta, resource).map((section, i) => (
    <section key={i} className={styles.facts}>
      {section.title && <h2>{section.title}</h2>}
      <dl>
        {section.fields.map((name) => {
          const field = resource.fields[name]
          if (!field || !isVisible(field, resource.fields, record)) return null
          return (
            <div key={name} className={fieldUi(field.type).wide ? styles.wide : undefined}>
              <dt>{field.label}</dt>
              <dd>
                <FieldCell
                  name={name}
                  field={field}
                  resource={resource.name}
                  record={record}
                  place="detail"
                />
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  ))
}

function sectionsOf(meta: Meta, resource: MetaResource): Section[] {
  const sections = screenOf(meta, resource.name, 'detail')?.sections
  const shown = Object.entries(resource.fields)
    .filter(
      ([name, { readable, hidden, type }]) =>
        readable &&
        (!isSystemField(name) || name === OWNER) &&
        !hidden &&
        type !== 'hasMany' &&
        type !== 'password'
    )
    .map(([name]) => name)
  const own = shown.filter((name) => name !== OWNER)
  return (sections ?? withOwner(own))
    .map(({ title, fields }) => ({ title, fields: fields.filter((name) => shown.includes(name)) }))
    .filter(({ fields }) => fields.length > 0)
}
