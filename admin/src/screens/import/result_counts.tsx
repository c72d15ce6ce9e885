import { useTranslation } from 'react-i18next'
import type { Job } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'

const COUNTS = ['created', 'updated', 'unchanged'] as const

/** How many rows an import made, changed and left as they were; or will. */
export function ResultCounts({ result, future }: { result: Job['result']; future?: boolean }) {
  const { t } = useTranslation()
  const when = future ? 'will' : 'did'
  const parts = COUNTS.flatMap((name) => {
    const count = result?.[name]
    return typeof count === 'number'
      ? [t(`screens.import.${when}.${name}`, { total: groupDigits(String(count)) })]
      : []
  })
  return <>{parts.join(' · ')}</>
}
