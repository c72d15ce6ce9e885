import { checkLifecycle } from './check_lifecycle.ts'
import type { Lifecycle } from './lifecycle.ts'

/** Checks a lifecycle when it is written, so that a mistake stops the boot with the state's or transition's name. */
export function defineLifecycle<const L extends Lifecycle>(lifecycle: L): L {
  checkLifecycle(lifecycle)
  return lifecycle
}
