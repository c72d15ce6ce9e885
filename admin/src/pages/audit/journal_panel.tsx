import type { JournalEntry } from '@xinglin/contracts'
import { ActText } from './act_text.tsx'
import { Changes } from './changes.tsx'
import { filtersOf, useLogState } from './log_filter.ts'
import { LogFilters } from './log_filters.tsx'
import { LogList } from './log_list.tsx'
import { useLog, useSubjects } from './use_log.ts'
import styles from './audit.module.css'

const ACTIONS = new Set(['create', 'update', 'delete', 'restore'])

/** Every change of menus, roles, grants, settings, screens and views, before and after. */
export function JournalPanel() {
  const state = useLogState()
  const subjects = useSubjects()
  const log = useLog<JournalEntry>(
    '/api/audit/commands',
    filtersOf(state.filter, 'byName'),
    state.page
  )
  return (
    <>
      <LogFilters
        state={state}
        resources={subjects?.resources.filter(({ configuration }) => configuration) ?? []}
        actions={subjects?.actions.filter(({ name }) => ACTIONS.has(name)) ?? []}
      />
      <LogList log={log} state={state}>
        {(entry) => (
          <>
            <div className={styles.act}>
              <ActText act={entry} />
            </div>
            <Changes action={entry.action.name} changes={entry.changes} />
          </>
        )}
      </LogList>
    </>
  )
}
