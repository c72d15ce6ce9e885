/** A lifecycle as code knows it: beside its metadata what forbids a transition and what a transition does. */
import type { LifecycleDefinition, TransitionDefinition, TransitionName } from '@xinglin/contracts'
import type { Actor } from '#app/access/grant.ts'
import type { Problem } from '#app/errors/refusal.ts'
import type { Resource } from '#app/resources/resource.ts'
import type { Values } from '#app/resources/values.ts'

/** A record that is to be moved, by whom. Relations are ids. */
export interface Situation {
  record: Readonly<Values>
  actor: Actor
}

/**
 * Whether the transition may be made of this record: null, or why not. It is also asked before anybody has filled in a
 * form, so that nobody is offered what would be refused.
 */
export type Guard = (situation: Situation) => Promise<Problem | null> | Problem | null

/** A transition that is being made, for its effect. */
export interface Move extends Situation {
  input: Readonly<Values>
  /** Gives other fields of the record new values, whoever may write them. */
  set(values: Values): void
}

/** What a transition does besides: work on the database alone. What it throws takes the transition back. */
export type Effect = (move: Move) => Promise<void> | void

export interface Transition extends TransitionDefinition {
  /** All of them must agree. */
  guard?: Guard | readonly Guard[]
  effect?: Effect
}

export interface Lifecycle extends LifecycleDefinition {
  transitions: Readonly<Record<string, Transition>>
}

/** A resource's lifecycle with its code; one that came as JSON has none. */
export function lifecycleOf({ definition }: Resource): Lifecycle | undefined {
  return definition.lifecycle
}

/** Only the lifecycle's own names: `name` comes from an address. */
export function isTransition(resource: Resource | undefined, name: string): name is TransitionName {
  return Object.hasOwn(resource?.definition.lifecycle?.transitions ?? {}, name)
}

/** Names of its transitions, in their order. */
export function transitionsOf({ definition }: Resource): TransitionName[] {
  return Object.keys(definition.lifecycle?.transitions ?? {}) as TransitionName[]
}

export function guardsOf({ guard }: Transition): readonly Guard[] {
  return guard === undefined ? [] : typeof guard === 'function' ? [guard] : guard
}
