import type { Action, Filters, UserVariables } from '@xinglin/contracts'
import type { Resource } from '#app/resources/resource.ts'

/** Who acts: a signed-in person with everything their roles give, or the system itself. */
export interface Actor {
  /** null: the system, for jobs, seeds and migrations; never the result of a failed sign-in. */
  user: (UserVariables & { login: string; name: string }) | null
  /** The request it acts by, for the audit log, and the session that sent it. */
  request?: { id: string; ip: string; session?: string }
  /** By resource, then action: one rule for each role that grants it. */
  rules: ReadonlyMap<string, ReadonlyMap<Action, readonly Rule[]>>
}

/** What one role gives for one action: fields, and the rows it covers (null: every row). */
export interface Rule {
  role: string
  read: '*' | ReadonlySet<string>
  write: '*' | ReadonlySet<string>
  scope: Filters | null
}

const EVERYTHING: readonly Rule[] = [{ role: 'system', read: '*', write: '*', scope: null }]

/**
 * The right to do one action on one resource. Operations ask for it as their first argument, so that data cannot
 * be reached without it. Made by `authorize()`, or by `systemGrant()` for the engine's own work.
 */
export class Grant {
  readonly actor: Actor
  readonly resource: Resource
  readonly action: Action
  readonly rules: readonly Rule[]

  constructor(actor: Actor, resource: Resource, action: Action, rules: readonly Rule[]) {
    this.actor = actor
    this.resource = resource
    this.action = action
    this.rules = rules
  }

  /** The same act carried on to records that go with this one: the person may delete the whole. */
  cascadingTo(resource: Resource): Grant {
    return new Grant(this.actor, resource, this.action, EVERYTHING)
  }
}

export const SYSTEM_ACTOR: Actor = { user: null, rules: new Map() }

export function systemGrant(resource: Resource, action: Action): Grant {
  return new Grant(SYSTEM_ACTOR, resource, action, EVERYTHING)
}

/** The rules an actor has for an action; empty where nothing is granted. */
export function rulesFor(actor: Actor, resource: string, action: Action): readonly Rule[] {
  if (actor.user === null) return EVERYTHING
  return actor.rules.get(resource)?.get(action) ?? []
}

/**
 * What an actor may see of a resource on the way through a relation: what any of list and read gives them; under
 * `pick` the title alone.
 */
export function visibleRules(actor: Actor, resource: Resource): readonly Rule[] {
  return [...lookingRules(actor, resource), ...pickRules(actor, resource)]
}

/**
 * The right to pick as a select box uses it: it shows titles, and is searched by those of the resource's search fields
 * that the grant names, such as a diagnosis's code. It looks besides only at fields that the actor may read of every
 * record. Else its filters would tell of the others.
 */
export function pickingGrant({ actor, resource, action }: Grant): Grant {
  const everywhere = lookingRules(actor, resource).filter(({ scope }) => scope === null)
  const known = [...resource.fields.keys()].filter(
    (field) => rulesReading(everywhere, field).length > 0
  )
  const searched = resource.searchFields.map(({ name }) => name)
  const rules = pickRules(actor, resource, { searched, known })
  return new Grant(actor, resource, action, rules)
}

/** The grant on fewer rows: filters that the engine itself sets are no question of the actor's. */
export function narrowed(grant: Grant, filters: Filters): Grant {
  if (filters.length === 0) return grant
  const rules = grant.rules.map((rule) => ({ ...rule, scope: [...(rule.scope ?? []), ...filters] }))
  return new Grant(grant.actor, grant.resource, grant.action, rules)
}

const lookingRules = (actor: Actor, resource: Resource): readonly Rule[] => [
  ...rulesFor(actor, resource.name, 'list'),
  ...rulesFor(actor, resource.name, 'read'),
]

/** The rules of `pick`, which carry the title and of `searched` what they grant, and `known` whatever they grant. */
function pickRules(
  actor: Actor,
  resource: Resource,
  { searched = [], known = [] }: { searched?: readonly string[]; known?: readonly string[] } = {}
): Rule[] {
  const shown = [resource.title.name, ...searched]
  return rulesFor(actor, resource.name, 'pick').map((rule) => {
    const granted = shown.filter((field) => rulesReading([rule], field).length > 0)
    return { ...rule, read: new Set([...granted, ...known]) }
  })
}

/** The rules that let a field be read; id and version belong to everybody who sees the row at all. */
export function rulesReading(rules: readonly Rule[], field: string): readonly Rule[] {
  if (field === 'id' || field === 'version') return rules
  return rules.filter((rule) => rule.read === '*' || rule.read.has(field))
}

export function rulesWriting(rules: readonly Rule[], field: string): readonly Rule[] {
  return rules.filter((rule) => rule.write === '*' || rule.write.has(field))
}
