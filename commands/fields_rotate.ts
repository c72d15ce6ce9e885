import { BaseCommand } from '@adonisjs/core/ace'
import { addKey } from '#app/resources/fields/protected/keys.ts'
import { rotateFields } from '#app/resources/fields/protected/rotate.ts'

/** A new key for protected fields, and every value brought under it. The server may run meanwhile. */
export default class FieldsRotate extends BaseCommand {
  static override commandName = 'fields:rotate'
  static override description = 'Make a new key for protected fields and re-encrypt them with it'
  static override options = { startApp: true }

  declare resume: boolean

  static {
    this.defineFlag('resume', {
      type: 'boolean',
      description: 'Make no key; finish a run that was stopped',
    })
  }

  override async run() {
    if (!this.resume) this.logger.info(`key ${addKey().id} made; back up the folder of the keys`)
    this.logger.success(`${await rotateFields()} values are now under the newest key`)
  }
}
