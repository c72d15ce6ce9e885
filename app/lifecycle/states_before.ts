import type { TransitionDefinition } from '@xinglin/contracts'

export function statesBefore({ from }: Pick<TransitionDefinition, 'from'>): readonly string[] {
  return typeof from === 'string' ? [from] : from
}
