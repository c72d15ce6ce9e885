import type { Problem } from '#app/errors/refusal.ts'
import { guardsOf, type Situation, type Transition } from './lifecycle.ts'

/** Why the transition may not be made of this record now: what its guards say, all of them. */
export async function guardProblems(
  transition: Transition,
  situation: Situation
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const guard of guardsOf(transition)) {
    const problem = await guard(situation)
    if (problem) problems.push(problem)
  }
  return problems
}
