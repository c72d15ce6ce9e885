import { useTranslation } from 'react-i18next'
import type { Job } from '@xinglin/contracts'
import { groupDigits } from '../../fields/format.ts'

const IMPORTED = ['created', 'updated', 'unchanged'] as const
const UNDONE = ['removed', 'restored', 'conflicts'] as const

/** How many rows an import made, changed and left as they were, or will; of one that was undone, what came of that. */
export function ResultCounts({
  job: { state, result },
  future,
}: {
  job: Pick<Job, 'state' | 'result'>
  future?: boolean
}) {
  const { t } = useTranslation()
  const undone = state === 'undone'
  const group = undone ? 'undone' : future ? 'will' : 'did'
  const parts = (undone ? UNDONE : IMPORTED).flatMap((name) => {
    const count = result?.[name]
    return typeof count === 'number'
      ? [t(`screens.import.${group}.${name}`, { total: groupDigits(String(count)) })]
      : []
  })
  return <>{parts.join(' · ')}</>
}
