import { Checkbox } from 'antd'
import { Link } from 'react-router'
import type { MetaResource } from '@xinglin/contracts'
import { FieldCell, isEmpty } from '../../fields/field_cell.tsx'
import { mayMove, RowTransitions } from '../lifecycle/row_transitions.tsx'
import type { AnyRecord, Can } from '../shared/answers.ts'
import type { NamedField } from '../shared/resource_fields.ts'
import { RowActions } from './row_actions.tsx'
import styles from './list.module.css'

interface Props {
  resource: MetaResource
  records: AnyRecord[]
  can: Record<string, Can>
  columns: NamedField[]
  selected: AnyRecord[]
  onSelect: (records: AnyRecord[]) => void
  onEdit: (id: string) => void
  onDelete: (record: AnyRecord) => void
}

/** The same list on a phone: a card for each record, first column as its heading, empty facts left out. */
export function RecordCards({
  resource,
  records,
  can,
  columns,
  selected,
  onSelect,
  onEdit,
  onDelete,
}: Props) {
  const [heading, ...facts] = columns
  const { name } = resource
  return (
    <ul className={styles.cards}>
      {records.map((record) => {
        const chosen = selected.some(({ id }) => id === record.id)
        return (
          <li key={record.id} className={styles.card} data-selected={chosen || undefined}>
            <div className={styles.cardHead}>
              <Checkbox
                checked={chosen}
                aria-label={String(record[heading?.name ?? 'id'] ?? record.id)}
                onChange={({ target }) =>
                  onSelect(
                    target.checked
                      ? [...selected, record]
                      : selected.filter(({ id }) => id !== record.id)
                  )
                }
              />
              <Link className={styles.cardTitle} to={`/r/${name}/${record.id}`}>
                {heading && <FieldCell {...heading} resource={name} record={record} place="list" />}
              </Link>
              <RowActions
                can={can[record.id] ?? {}}
                onEdit={() => onEdit(record.id)}
                onDelete={() => onDelete(record)}
              >
                {mayMove(resource, can[record.id] ?? {}) && (
                  <RowTransitions resource={name} id={record.id} />
                )}
              </RowActions>
            </div>
            <dl className={styles.cardFacts}>
              {facts
                .filter((fact) => !isEmpty(record[fact.name]))
                .map(({ name: fact, label, field }) => (
                  <div key={fact}>
                    <dt>{label}</dt>
                    <dd>
                      <FieldCell
                        name={fact}
                        field={field}
                        resource={name}
                        record={record}
                        place="list"
                      />
                    </dd>
                  </div>
                ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
