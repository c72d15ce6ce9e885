/** The hospital's departments and roles as rights are computed from them; the same for everybody. */
import type { Action, Filters } from '@xinglin/contracts'
import { sql } from '#app/database/sql.ts'
import { rows, type Row } from '#app/database/store.ts'
import { keptByStamp } from '#app/database/stamp.ts'
import { setting } from '#app/settings/settings.ts'
import type { Rule } from './grant.ts'

export interface Department {
  id: string
  name: string
  parent: string | null
  isInstitution: boolean
  isStopped: boolean
}
export interface Role {
  id: string
  name: string
  /** The word code knows a built-in role by. */
  code: string | null
  rules: { resource: string; action: Action; rule: Rule }[]
}
export interface Organisation {
  departments: ReadonlyMap<string, Department>
  roles: ReadonlyMap<string, Role>
  /** Three administrators share the work of one: the role `administrator` gives nothing. */
  separated: boolean
}

const load = keptByStamp(async (): Promise<Organisation> => {
  const departments = await rows(
    sql`select id, name, parent_id, kind, status from core__departments where live = ''`
  )
  const roles = await rows(sql`select id, name, code from core__roles where live = ''`)
  const grants = await rows(
    sql`select role_id, resource, action, read_fields, write_fields, scope from core__grants where live = ''`
  )
  const separated = await setting('security.separation')
  return {
    departments: new Map(departments.map((line) => [line.id as string, departmentOf(line)])),
    roles: new Map(roles.map((line) => [line.id as string, roleOf(line, grants, separated)])),
    separated,
  }
})

export function organisation(): Promise<Organisation> {
  return load('')
}

/** The department and everything below it. */
export function departmentsBelow(all: Organisation, id: string): string[] {
  const found = new Set([id])
  // A set may be added to while it is walked; a circle ends where it began.
  for (const above of found) {
    for (const department of all.departments.values())
      if (department.parent === above) found.add(department.id)
  }
  return [...found]
}

/** The institution a department belongs to: itself, or the nearest above it. */
export function institutionOf(all: Organisation, id: string | null): string | null {
  const passed = new Set<string>()
  let department = id === null ? undefined : all.departments.get(id)
  while (department && !passed.has(department.id)) {
    if (department.isInstitution) return department.id
    passed.add(department.id)
    department = department.parent === null ? undefined : all.departments.get(department.parent)
  }
  return null
}

function departmentOf(line: Row): Department {
  return {
    id: line.id as string,
    name: line.name as string,
    parent: line.parent_id as string | null,
    isInstitution: line.kind === 'institution',
    isStopped: line.status !== 'active',
  }
}

function roleOf(line: Row, grants: readonly Row[], separated: boolean): Role {
  const id = line.id as string
  const code = line.code as string | null
  const own = grants.filter((grant) => grant.role_id === id)
  const givesNothing = separated && code === 'administrator'
  return {
    id,
    name: line.name as string,
    code,
    rules: givesNothing
      ? []
      : own.map((grant) => ({
          resource: grant.resource as string,
          action: grant.action as Action,
          rule: ruleOf(id, grant),
        })),
  }
}

function ruleOf(role: string, grant: Row): Rule {
  return {
    role,
    read: fieldsOf(grant.read_fields),
    write: fieldsOf(grant.write_fields),
    scope: grant.scope === null ? null : (JSON.parse(grant.scope as string) as Filters),
  }
}

/** What is neither `*` nor a list of names gives no field. */
function fieldsOf(stored: unknown): '*' | ReadonlySet<string> {
  const fields: unknown = stored === null ? [] : JSON.parse(stored as string)
  if (fields === '*') return '*'
  return new Set(Array.isArray(fields) ? (fields as string[]) : [])
}
