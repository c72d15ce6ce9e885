/** What a person filled in for a transition, checked as the fields of a record are. */
import { Grant, systemGrant, type Actor } from '#app/access/grant.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { Resource } from '#app/resources/resource.ts'
import type { Values } from '#app/resources/values.ts'
import { withDefaults } from '#app/resources/write/derived.ts'
import { readFields } from '#app/resources/write/input.ts'
import { checkReferences } from '#app/resources/write/references.ts'
import { inputDefinition } from './input_fields.ts'
import { lifecycleOf } from './lifecycle.ts'

/** What comes along with every transition. */
export interface Filled {
  input: Values
  reason: string | null
  note: string | null
}

const inputs = new WeakMap<Resource, Map<string, Resource>>()

/** The input of a transition as if it were a kind of record, reason and note included. */
export function inputOf(resource: Resource, transition: string): Resource {
  const known = inputs.get(resource) ?? new Map<string, Resource>()
  inputs.set(resource, known)
  const input =
    known.get(transition) ??
    new Resource(
      inputDefinition(resource.name, lifecycleOf(resource)!.transitions[transition]!),
      resource.origin
    )
  known.set(transition, input)
  return input
}

/** @throws every problem of the input at once; related records must be ones that the actor may see */
export async function readTransitionInput(
  actor: Actor,
  resource: Resource,
  transition: string,
  body: unknown
): Promise<Filled> {
  const asked = inputOf(resource, transition)
  const { rules } = systemGrant(asked, 'create')
  const grant = new Grant(actor, asked, 'create', rules)
  const { values, problems } = await readFields(grant, await withDefaults(grant, body), null)
  if (problems.length > 0) throw new Refusal(problems)
  await checkReferences(actor, asked, values)
  const { reason = null, note = null, ...input } = values
  return { input, reason: reason as string | null, note: note as string | null }
}
