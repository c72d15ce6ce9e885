import type { ApplicationService } from '@adonisjs/core/types'
import { BaseModel } from '@adonisjs/lucid/orm'
import { guardAgainstStrayQueries } from '#app/database/store.ts'
import { registerCoreResources } from '#app/core_resources.ts'
import { loadPlugins } from '#app/plugins/host.ts'
import { AmbientAdapter } from '#app/resources/ambient_adapter.ts'
import { checkRelations } from '#app/resources/registry.ts'
import plugins from '#config/plugins.ts'

/** Puts the engine together: models that follow the transaction, the core's resources, then the plugins'. */
export default class EngineProvider {
  readonly #app: ApplicationService

  constructor(app: ApplicationService) {
    this.#app = app
  }

  async boot() {
    const database = await this.#app.container.make('lucid.db')
    BaseModel.$adapter = new AmbientAdapter(database)
    guardAgainstStrayQueries(database)
    registerCoreResources()
    loadPlugins(plugins)
    checkRelations()
  }
}
