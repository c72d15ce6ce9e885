import { Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MetaResource } from '@xinglin/contracts'
import { FieldCell } from '../../fields/field_cell.tsx'
import type { RecordValues, Reference } from '../../fields/field_ui.ts'
import { formatClock } from '../../fields/format.ts'
import type { AnyRecord } from '../shared/answers.ts'
import { inputOf, isEditable } from './form_fields.ts'
import styles from './form.module.css'

type Side = 'mine' | 'theirs'

interface Props {
  resource: MetaResource
  /** The record when this form was opened, as it stands in the form, and as somebody else has left it. */
  base: RecordValues
  mine: RecordValues
  theirs: AnyRecord
  saving: boolean
  onResolve: (values: RecordValues) => void
  onClose: () => void
}

/** Somebody was faster: shows what differs and lets one choose, field by field. */
export function ConflictDialog({
  resource,
  base,
  mine,
  theirs,
  saving,
  onResolve,
  onClose,
}: Props) {
  const { t } = useTranslation()
  const fields = Object.entries(resource.fields).filter(
    ([name, field]) =>
      isEditable(field, false) && field.type !== 'password' && differs(name, mine, theirs)
  )
  const [chosen, setChosen] = useState<Record<string, Side>>(() =>
    // What only the other changed is taken over unless one says otherwise.
    Object.fromEntries(
      fields.map(([name]) => [name, differs(name, mine, base) ? 'mine' : 'theirs'])
    )
  )

  return (
    <Modal
      open
      width={720}
      title={t('screens.conflict.title')}
      okText={t('screens.conflict.save')}
      cancelText={t('screens.conflict.back')}
      confirmLoading={saving}
      onOk={() =>
        onResolve({
          ...mine,
          ...Object.fromEntries(
            fields.map(([name]) => [name, chosen[name] === 'theirs' ? theirs[name] : mine[name]])
          ),
        })
      }
      onCancel={onClose}
    >
      <p>
        {t('screens.conflict.text', {
          who: (theirs.updatedBy as Reference | null)?.label ?? t('screens.conflict.somebody'),
          when: moment(theirs.updatedAt),
        })}
      </p>
      {fields.map(([name, field]) => (
        <Radio.Group
          key={name}
          className={styles.conflict}
          aria-label={field.label}
          value={chosen[name]}
          onChange={({ target }) => setChosen({ ...chosen, [name]: target.value as Side })}
        >
          <strong>{field.label}</strong>
          {(['mine', 'theirs'] as const).map((side) => (
            <Radio key={side} value={side} className={styles.side}>
              <span className={styles.sideName}>{t(`screens.conflict.${side}`)}</span>
              <FieldCell
                name={name}
                field={field}
                resource={resource.name}
                record={theirs}
                value={(side === 'mine' ? mine : theirs)[name] ?? null}
                place="detail"
              />
            </Radio>
          ))}
        </Radio.Group>
      ))}
    </Modal>
  )

  /** As far as the reader may see it. */
  function moment(at: unknown): string {
    if (typeof at !== 'string') return t('screens.conflict.meanwhile')
    const { time, today } = formatClock(at)
    return t(today ? 'screens.conflict.today' : 'screens.conflict.earlier', { time })
  }

  function differs(name: string, a: RecordValues, b: RecordValues): boolean {
    const field = resource.fields[name]
    return (
      Boolean(field) &&
      JSON.stringify(inputOf(field!, a[name])) !== JSON.stringify(inputOf(field!, b[name]))
    )
  }
}
