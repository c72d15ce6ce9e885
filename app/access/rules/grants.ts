/** A grant must say something that can be evaluated: known names, and a scope the compiler understands. */
import { ACTIONS, type Filters } from '@xinglin/contracts'
import type { Problem } from '#app/errors/refusal.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { addChecks } from '#app/resources/checks.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { filtersOf } from '#app/resources/query/query.ts'
import { findResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import type { Actor } from '../grant.ts'
import { UnknownVariable } from '../variables.ts'

export function addGrantChecks(): void {
  addChecks('core.grants', {
    async input(given, present) {
      return grantProblems({ ...present, ...given })
    },
  })
}

/** Every problem of a grant, by field. */
export function grantProblems(grant: Readonly<Record<string, unknown>>): Problem[] {
  if (typeof grant.resource !== 'string') return []
  const resource = findResource(grant.resource)
  if (!resource) return [{ code: 'E_INVALID', field: 'resource', meta: { reason: 'resource' } }]
  return [
    ...actionProblems(resource, grant.action),
    ...fieldProblems(resource, 'readFields', grant.readFields),
    ...fieldProblems(resource, 'writeFields', grant.writeFields),
    ...scopeProblems(resource, grant.scope),
  ]
}

function actionProblems(resource: Resource, action: unknown): Problem[] {
  const known = [...ACTIONS, ...transitionsOf(resource)] as readonly unknown[]
  return typeof action !== 'string' || known.includes(action)
    ? []
    : [{ code: 'E_INVALID', field: 'action' }]
}

function fieldProblems(resource: Resource, field: string, value: unknown): Problem[] {
  if (value === '*' || value === undefined || value === null) return []
  const unknown = Array.isArray(value)
    ? value.filter((name) => typeof name !== 'string' || !resource.field(name))
    : ['?']
  return unknown.length === 0
    ? []
    : [{ code: 'E_INVALID', field, meta: { reason: 'fields', unknown } }]
}

/** A person with every variable set, so that compiling a scope meets each of them. */
const SOMEBODY: Actor = {
  user: {
    id: '00000000-0000-7000-8000-000000000000',
    departmentId: '00000000-0000-7000-8000-000000000000',
    departmentIds: ['00000000-0000-7000-8000-000000000000'],
    departmentTreeIds: ['00000000-0000-7000-8000-000000000000'],
    institutionId: '00000000-0000-7000-8000-000000000000',
    roleIds: ['00000000-0000-7000-8000-000000000000'],
    staffId: '00000000-0000-7000-8000-000000000000',
    login: '',
    name: '',
  },
  rules: new Map(),
}

function scopeProblems(resource: Resource, scope: unknown): Problem[] {
  if (scope === null || scope === undefined) return []
  try {
    const filters: Filters = filtersOf(scope)
    const compiler = new Compiler(SOMEBODY)
    compiler.filters(compiler.source(resource, null), filters)
    return []
  } catch (error) {
    if (error instanceof Refusal)
      return [
        {
          code: 'E_INVALID',
          field: 'scope',
          meta: { reason: 'scope', ...error.problems[0]?.meta },
        },
      ]
    if (error instanceof UnknownVariable)
      return [
        {
          code: 'E_INVALID',
          field: 'scope',
          meta: { reason: 'variable', variable: error.message },
        },
      ]
    throw error
  }
}
