import { Empty, Pagination, Spin } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { groupDigits } from '../../fields/format.ts'
import { ListSkeleton, LoadFailure } from '../../screens/shared/states.tsx'
import type { LogState } from './log_filter.ts'
import { PAGE_SIZE, type useLog } from './use_log.ts'
import styles from './audit.module.css'

interface Props<T> {
  log: ReturnType<typeof useLog<T>>
  state: LogState
  children: (line: T) => ReactNode
}

/** The lines of a log, a page at a time. */
export function LogList<T extends { id: string }>({ log, state, children }: Props<T>) {
  const { t } = useTranslation()
  if (log.error) return <LoadFailure message={log.error.message} onRetry={() => log.refetch()} />
  if (!log.data) return <ListSkeleton />
  const { data, meta } = log.data
  if (data.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('configuration.audit.nothing')} />
    )
  return (
    <Spin spinning={log.isPlaceholderData}>
      <ul className={styles.lines}>
        {data.map((line) => (
          <li key={line.id} className={styles.line}>
            {children(line)}
          </li>
        ))}
      </ul>
      <div className={styles.foot}>
        <span>
          {t(meta.more ? 'configuration.audit.totalMore' : 'configuration.audit.total', {
            total: groupDigits(String(meta.total)),
          })}
        </span>
        <Pagination
          simple
          current={state.page}
          total={meta.total}
          pageSize={PAGE_SIZE}
          hideOnSinglePage
          showSizeChanger={false}
          onChange={state.turnTo}
        />
      </div>
    </Spin>
  )
}
