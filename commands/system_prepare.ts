import { BaseCommand } from '@adonisjs/core/ace'
import { prepare } from '#app/system/prepare.ts'

/** Brings the database up to date: migrations, what core and plugins seed, and the demo hospital with DEMO=true. */
export default class SystemPrepare extends BaseCommand {
  static override commandName = 'system:prepare'
  static override description = 'Migrate the database and seed what is missing'
  static override options = { startApp: true }

  override async run() {
    await prepare(this.app.appRoot, (message) => this.logger.info(message))
  }
}
