import { ACTIONS, type ChoiceOption } from '@xinglin/contracts'

/** What a grant can be for: the actions every resource has, and the transitions that lifecycles bring. */
export const grantableActions: ChoiceOption[] = ACTIONS.map((value) => ({ value }))
