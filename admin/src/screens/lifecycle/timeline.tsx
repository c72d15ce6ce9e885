import { ArrowRightOutlined } from '@ant-design/icons'
import { Timeline as Lines } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MetaResource, TimelineEntry } from '@xinglin/contracts'
import { formatMoment, formatRecentMoment } from '../../fields/format.ts'
import { personIn } from '../shared/person_in.ts'
import { StateTag } from './state_tag.tsx'
import detail from '../detail/detail.module.css'
import styles from './lifecycle.module.css'

interface Props {
  resource: MetaResource
  entries: TimelineEntry[]
}

/** How a record came to its state, newest first: who did what, when and why. */
export function Timeline({ resource, entries }: Props) {
  const { t } = useTranslation()
  if (entries.length === 0) return <p className={detail.faint}>{t('screens.lifecycle.still')}</p>
  return (
    <Lines
      className={detail.timeline}
      items={entries.map(({ at, by, from, to, transition, reason, note }, i) => ({
        key: `${at} ${i}`,
        children: (
          <article className={detail.revision}>
            <header>
              <strong>{personIn(by, t('screens.history.system'))}</strong>{' '}
              <span>{resource.lifecycle?.transitions[transition]?.label ?? transition}</span>{' '}
              <time dateTime={at} title={formatMoment(at)}>
                {formatRecentMoment(at)}
              </time>
            </header>
            <StateTag resource={resource} state={from} />
            <ArrowRightOutlined aria-label="→" /> <StateTag resource={resource} state={to} />
            {reason && <p className={styles.line}>{t('screens.lifecycle.because', { reason })}</p>}
            {note && <p className={styles.line}>{note}</p>}
          </article>
        ),
      }))}
    />
  )
}
