import { MANAGING_ACTIONS, type Action } from '@xinglin/contracts'
import type { MenuSeed, RoleSeed } from '#app/plugins/define_plugin.ts'

const LOOK: Action[] = ['list', 'read', 'pick', 'export', 'aggregate']

const on = (resources: readonly string[], actions: readonly Action[]) =>
  resources.map((resource) => ({ resource, actions }))

const SYSTEM_WORK = [
  'core.users',
  'core.departments',
  'core.menus',
  'core.screens',
  'core.savedViews',
  'core.settings',
  'core.dictionaries',
  'core.dictionaryEntries',
]
const SECURITY_WORK = ['core.roles', 'core.grants', 'core.memberships']

/**
 * The roles the core knows. `administrator` does system and security work where one person may (see the setting
 * `security.separation`); else three people share it, and none of them sees patients' data by their role.
 */
export const CORE_ROLES: readonly RoleSeed[] = [
  {
    code: 'administrator',
    grants: [
      ...on([...SYSTEM_WORK, ...SECURITY_WORK], MANAGING_ACTIONS),
      ...on(['core.jobs', 'core.sessions', 'core.audit', 'core.commands', 'core.files'], LOOK),
    ],
  },
  {
    code: 'system_administrator',
    grants: [
      ...on(SYSTEM_WORK, MANAGING_ACTIONS),
      ...on(['core.jobs'], LOOK),
      ...on(['core.roles'], ['list', 'read', 'pick']),
    ],
  },
  {
    code: 'security_administrator',
    grants: [
      ...on(SECURITY_WORK, MANAGING_ACTIONS),
      ...on(['core.users', 'core.departments', 'core.sessions'], LOOK),
      ...on(['core.settings'], ['list', 'read', 'update', 'create']),
    ],
  },
  {
    code: 'auditor',
    grants: on(['core.audit', 'core.commands', 'core.revisions', 'core.sessions'], LOOK),
  },
  { code: 'doctor', grants: [] },
  { code: 'pharmacist', grants: [] },
  { code: 'agent', grants: [] },
  { code: 'patient', grants: [] },
]

const SYSTEM = ['administrator', 'system_administrator']
const SECURITY = ['administrator', 'security_administrator']

export const CORE_MENUS: readonly MenuSeed[] = [
  {
    key: 'organisation',
    kind: 'group',
    icon: 'TeamOutlined',
    order: 80,
    roles: ['administrator', 'system_administrator', 'security_administrator'],
  },
  {
    key: 'core.users',
    parent: 'organisation',
    target: 'page:users',
    icon: 'UserOutlined',
    order: 1,
    roles: [...SYSTEM, 'security_administrator'],
  },
  {
    key: 'core.departments',
    parent: 'organisation',
    target: 'core.departments',
    icon: 'ApartmentOutlined',
    order: 2,
    roles: SYSTEM,
  },
  {
    key: 'core.roles',
    parent: 'organisation',
    target: 'page:roles',
    icon: 'SafetyCertificateOutlined',
    order: 3,
    roles: SECURITY,
  },
  {
    key: 'system',
    kind: 'group',
    icon: 'SettingOutlined',
    order: 90,
    roles: ['administrator', 'system_administrator', 'security_administrator', 'auditor'],
  },
  {
    key: 'core.menus',
    parent: 'system',
    target: 'page:menus',
    icon: 'MenuOutlined',
    order: 1,
    roles: SYSTEM,
  },
  {
    key: 'core.dictionaries',
    parent: 'system',
    target: 'core.dictionaries',
    icon: 'ReadOutlined',
    order: 2,
    roles: SYSTEM,
  },
  {
    key: 'core.settings',
    parent: 'system',
    target: 'page:settings',
    icon: 'ControlOutlined',
    order: 3,
    roles: [...SYSTEM, 'security_administrator'],
  },
  {
    key: 'core.jobs',
    parent: 'system',
    target: 'core.jobs',
    icon: 'ScheduleOutlined',
    order: 4,
    roles: SYSTEM,
  },
  {
    key: 'core.audit',
    parent: 'system',
    target: 'page:audit',
    icon: 'AuditOutlined',
    order: 5,
    roles: ['administrator', 'auditor'],
  },
]
