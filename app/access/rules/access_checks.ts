import { addAccountChecks } from './accounts.ts'
import { addGrantChecks } from './grants.ts'
import { addHolderChecks } from './holders.ts'
import { addMenuChecks } from './menus.ts'
import { addSeparationChecks } from './separation.ts'

/** The rules of accounts, roles and rights that hold for every write, whichever way it comes. */
export function addAccessChecks(): void {
  addAccountChecks()
  addGrantChecks()
  addSeparationChecks()
  addHolderChecks()
  addMenuChecks()
}
