import { useTranslation } from 'react-i18next'
import { Tag } from 'antd'
import type { AuditLine, JournalEntry } from '@xinglin/contracts'
import { RecordLink } from '../../fields/record_link.tsx'
import { formatExactMoment } from '../../fields/format.ts'
import { personIn } from '../../screens/shared/person_in.ts'
import styles from './audit.module.css'

/** What takes away or was refused stands out. */
const COLOR: Record<string, string> = {
  create: 'success',
  restore: 'success',
  update: 'processing',
  delete: 'error',
  reveal: 'warning',
  reveal_refused: 'error',
  sign_in_failed: 'error',
  sign_in_blocked: 'error',
}

/** When, who, what, and of which record. */
export function ActText({ act }: { act: AuditLine | JournalEntry }) {
  const { t } = useTranslation()
  const { at, by, action, resource, record } = act
  const nobody = action.name.startsWith('sign_in') ? 'unknown' : 'system'
  return (
    <>
      <time className={styles.when} dateTime={at}>
        {formatExactMoment(at)}
      </time>
      <strong className={styles.who}>{personIn(by, t(`configuration.audit.${nobody}`))}</strong>
      <span>
        <Tag color={COLOR[action.name] ?? 'default'}>{action.label}</Tag>
      </span>
      <span className={styles.what}>
        {resource && <span className={styles.faint}>{resource.label}</span>}
        {resource && record?.label && (
          // Of a record whose name is not the reader's to see the kind says enough.
          <RecordLink target={resource.name} reference={record} />
        )}
      </span>
    </>
  )
}
