/** How one record is read under a grant: compiled once for a person's rules, and kept as long as they are. */
import { ACTIONS, type Action } from '@xinglin/contracts'
import { column, join, name, sql, type Sql } from '#app/database/sql.ts'
import { rulesFor, type Actor, type Grant } from '#app/access/grant.ts'
import { transitionConditions } from '#app/lifecycle/transition_conditions.ts'
import { Compiler, type Source } from '../query/compiler.ts'
import { select, type Selection } from '../query/selection.ts'
import type { Resource } from '../resource.ts'

/** Actions that are asked of one record that is there. */
const RECORD_ACTIONS = ACTIONS.filter((action) =>
  ['update', 'delete', 'print', 'reveal'].includes(action)
)

export interface ReadPlan {
  source: Source
  selection: Selection
  /** What the actor may do to the record, as columns of the statement. */
  can: { action: Action; alias: string }[]
  /** Transitions that lead on from its state and are the actor's, likewise. */
  transitions: { action: Action; alias: string }[]
  statement(id: string): Sql
}

/** All of them go at once when there are more. */
const MOST_KEPT = 5000
/** By the rules of a person, which are made anew when the configuration changes; by resource and action. */
let kept = new WeakMap<Actor['rules'], Map<Resource, Map<Action, ReadPlan>>>()
let size = 0

/** Plans of whole records are kept: compiling one takes as long as reading the record. */
export function readPlan(grant: Grant, fields: readonly string[] | null): ReadPlan {
  const { actor, resource, action } = grant
  if (fields !== null || grant.rules !== rulesFor(actor, resource.name, action))
    return compile(grant, fields)
  const known = kept.get(actor.rules)?.get(resource)?.get(action)
  if (known) return known
  if (++size > MOST_KEPT) [kept, size] = [new WeakMap(), 1]
  const ofPerson = kept.get(actor.rules) ?? new Map<Resource, Map<Action, ReadPlan>>()
  kept.set(actor.rules, ofPerson)
  const ofResource = ofPerson.get(resource) ?? new Map<Action, ReadPlan>()
  ofPerson.set(resource, ofResource)
  const plan = compile(grant, null)
  ofResource.set(action, plan)
  return plan
}

function compile(grant: Grant, fields: readonly string[] | null): ReadPlan {
  const compiler = new Compiler(grant.actor)
  const source = compiler.source(grant.resource, grant.rules)
  const selection = select(compiler, source, fields)
  const can = RECORD_ACTIONS.map((action) => ({
    action,
    alias: `can_${action}`,
    allowed: compiler.covers(source, rulesFor(grant.actor, grant.resource.name, action)),
  }))
  const transitions = transitionConditions(compiler, source, grant.actor).map(
    ({ action, allowed }, i) => ({
      action,
      alias: `t${i}`,
      allowed,
    })
  )
  const columns = join([
    ...selection.columns,
    ...[...can, ...transitions].map(
      ({ alias, allowed }) => sql`case when ${allowed} then 1 else 0 end as ${name(alias)}`
    ),
  ])
  const table = sql`${name(grant.resource.table)} ${name(source.alias)}`
  const { text, values } = sql`select ${columns} from ${table} where ${compiler.rows(source)}`
  const whose = `${text} and ${column(source.alias, 'id').text} = ?`
  return {
    source,
    selection,
    can,
    transitions,
    statement: (id) => ({ text: whose, values: [...values, id] }),
  }
}
