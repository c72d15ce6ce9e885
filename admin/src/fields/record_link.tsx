import { Link } from 'react-router'
import { useTranslation } from 'react-i18next'
import { useMeta } from '../providers/meta.tsx'
import type { Reference } from './field_ui.ts'

/** The title of another record, leading to it where the reader may open it. */
export function RecordLink({ target, reference }: { target: string; reference: Reference }) {
  const { t } = useTranslation()
  const granted = useMeta().resources[target]?.actions.includes('read')
  if (!reference.id) return <span title={t('fields.relation.hidden')}>···</span>
  const title = reference.label ?? t('fields.relation.unnamed')
  if (!granted) return <span title={title}>{title}</span>
  return (
    <Link
      to={`/r/${target}/${reference.id}`}
      title={title}
      // A row of a list opens its own record when clicked.
      onClick={(event) => event.stopPropagation()}
    >
      {title}
    </Link>
  )
}
