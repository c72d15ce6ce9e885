/** Why somebody may or may not do something: the compiler's own answer, rule by rule, on the very row. */
import { ACTIONS, STATE_FIELD, type Action, type Filters } from '@xinglin/contracts'
import { and, column, join, name, sql } from '#app/database/sql.ts'
import { row, type Row } from '#app/database/store.ts'
import { Refusal, type Problem } from '#app/errors/refusal.ts'
import { guardProblems } from '#app/lifecycle/guards.ts'
import { isTransition, lifecycleOf, transitionsOf } from '#app/lifecycle/lifecycle.ts'
import { statesBefore } from '#app/lifecycle/states_before.ts'
import { storedRecord } from '#app/lifecycle/unguarded.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { isRecordId } from '#app/database/record_id.ts'
import { findResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { rulesFor, rulesReading, rulesWriting, type Actor, type Rule } from '../grant.ts'
import { organisation } from '../organisation.ts'
import { actorOf } from '../snapshot.ts'

export interface Question {
  user: string
  resource: string
  action: string
  id?: string | undefined
  field?: string | undefined
}
export interface Reason {
  /** Why: a rule that allows, or the way in which it does not; or what rules it out altogether. */
  kind:
    | 'allows'
    /** No record was named, and the rule allows only those its scope covers. */
    | 'allowsInScope'
    | 'outOfScope'
    | 'fieldNotGranted'
    | 'noGrant'
    | 'noAccount'
    | 'noRecord'
    | 'engineOnly'
    | 'neverShown'
    /** A transition that does not lead on from the record's state, or that a guard forbids. */
    | 'illegalState'
    | 'guarded'
  problem?: Problem
  role?: { id: string; name: string }
  scope?: Filters | null
}
export interface Explanation {
  allowed: boolean
  because: Reason[]
}

const WRITES = new Set<Action>(['create', 'update', 'delete', 'restore', 'import'])
const ALLOWING = new Set<Reason['kind']>(['allows', 'allowsInScope'])
const CHANGES_FIELDS = new Set<Action>(['create', 'update', 'import'])

/** @throws 422 for a resource, action or field that is not there */
export async function explain(question: Question): Promise<Explanation> {
  const { resource, action } = checked(question)
  const actor = await signedIn(question.user)
  if (!actor) return refused('noAccount')
  if (WRITES.has(action) && resource.engineOnly) return refused('engineOnly')
  if (question.field && !canEver(resource, action, question.field)) return refused('neverShown')
  const rules = rulesFor(actor, resource.name, action)
  if (rules.length === 0) return refused('noGrant')
  const covered = await coveredBy(actor, resource, action, rules, question.id)
  if (!covered) return refused('noRecord')
  const { roles } = await organisation()
  const withField = new Set(fieldRules(rules, action, question.field))
  const because = rules.map((rule, i): Reason => {
    const granted = withField.has(rule)
    const allows = question.id === undefined && rule.scope !== null ? 'allowsInScope' : 'allows'
    return {
      kind: !covered[i] ? 'outOfScope' : granted ? allows : 'fieldNotGranted',
      role: { id: rule.role, name: roles.get(rule.role)?.name ?? '' },
      scope: rule.scope,
    }
  })
  const against = await againstTransition(actor, resource, action, question.id)
  const allowed = because.some(({ kind }) => ALLOWING.has(kind)) && against.length === 0
  return { allowed, because: [...because, ...against] }
}

/** What beside the grants forbids a transition of this record now. */
async function againstTransition(
  actor: Actor,
  resource: Resource,
  action: Action,
  id: string | undefined
): Promise<Reason[]> {
  if (id === undefined || !isTransition(resource, action)) return []
  const record = await storedRecord(resource, id)
  if (!record) return []
  const transition = lifecycleOf(resource)!.transitions[action]!
  if (!statesBefore(transition).includes(record.values[STATE_FIELD] as string))
    return [{ kind: 'illegalState' }]
  const problems = await guardProblems(transition, { record: record.values, actor })
  return problems.map((problem) => ({ kind: 'guarded', problem }))
}

function refused(kind: Reason['kind']): Explanation {
  return { allowed: false, because: [{ kind }] }
}

function checked(question: Question): { resource: Resource; action: Action } {
  const resource = findResource(question.resource)
  if (!resource) throw new Refusal([{ code: 'E_INVALID', field: 'resource' }])
  const actions = [...ACTIONS, ...transitionsOf(resource)]
  const action = actions.find((each) => each === question.action)
  if (!action) throw new Refusal([{ code: 'E_INVALID', field: 'action' }])
  if (question.field !== undefined && !resource.field(question.field))
    throw new Refusal([{ code: 'E_INVALID', field: 'field' }])
  return { resource, action }
}

async function signedIn(userId: string): Promise<Actor | null> {
  try {
    return isRecordId(userId) ? await actorOf(userId, null) : null
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** Fields that no grant opens: passwords are never shown, and the engine alone sets its own. */
function canEver(resource: Resource, action: Action, fieldName: string): boolean {
  const field = resource.field(fieldName)!
  if (!CHANGES_FIELDS.has(action)) return field.definition.type !== 'password'
  return !field.definition.readonly && !(action === 'update' && field.definition.immutable)
}

function fieldRules(
  rules: readonly Rule[],
  action: Action,
  field: string | undefined
): readonly Rule[] {
  if (field === undefined) return rules
  return CHANGES_FIELDS.has(action) ? rulesWriting(rules, field) : rulesReading(rules, field)
}

/** Which of the rules cover the record; without a record in question, all. null: no such record. */
async function coveredBy(
  actor: Actor,
  resource: Resource,
  action: Action,
  rules: readonly Rule[],
  id: string | undefined
): Promise<boolean[] | null> {
  if (id === undefined) return rules.map(() => true)
  if (!isRecordId(id)) return null
  const compiler = new Compiler(actor)
  const source = compiler.source(resource, null)
  const columns = rules.map(
    (rule, i) =>
      sql`case when ${compiler.covers(source, [rule])} then 1 else 0 end as ${name(`r${i}`)}`
  )
  const found: Row | undefined = await row(
    sql`select ${join(columns)} from ${name(resource.table)} ${name(source.alias)}
      where ${and([sql`${column(source.alias, 'id')} = ${id}`, compiler.rows(source, action === 'restore')])}`
  )
  return found ? rules.map((_, i) => Number(found[`r${i}`]) === 1) : null
}
