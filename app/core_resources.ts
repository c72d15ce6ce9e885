/** What the core itself registers: resources, and tables that are no resource. */
import { registerResource } from '#app/resources/registry.ts'
import type { Table } from '#app/database/table.ts'
import { departments } from '#app/access/resources/departments.ts'
import { grants } from '#app/access/resources/grants.ts'
import { memberships } from '#app/access/resources/memberships.ts'
import { menus } from '#app/access/resources/menus.ts'
import { roles } from '#app/access/resources/roles.ts'
import { sessions } from '#app/access/resources/sessions.ts'
import { users } from '#app/access/resources/users.ts'
import { audit, commands, revisions } from '#app/audit/audit_resource.ts'
import { auditTables } from '#app/audit/tables.ts'
import { dictionaries, dictionaryEntries } from '#app/dictionaries/dictionary_resources.ts'
import { files } from '#app/files/file_resource.ts'
import { jobs } from '#app/jobs/job_resource.ts'
import { savedViews, screens } from '#app/screens/screen_resources.ts'
import { settings } from '#app/settings/settings_resource.ts'
import { accessTables } from '#app/access/tables.ts'
import { eventTables } from '#app/events/tables.ts'
import { fieldTables } from '#app/resources/fields/tables.ts'
import { lifecycleTables } from '#app/lifecycle/timeline_table.ts'
import { transferTables } from '#app/transfer/tables.ts'

const CORE = [
  users,
  departments,
  roles,
  memberships,
  grants,
  menus,
  sessions,
  settings,
  screens,
  savedViews,
  dictionaries,
  dictionaryEntries,
  jobs,
  files,
  audit,
  revisions,
  commands,
]

export function registerCoreResources(): void {
  for (const definition of CORE) registerResource(definition, 'core')
}

/** Tables of the engine's own bookkeeping. */
export const coreTables: readonly Table[] = [
  ...accessTables,
  ...auditTables,
  ...eventTables,
  ...fieldTables,
  ...lifecycleTables,
  ...transferTables,
]
