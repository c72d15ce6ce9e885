import { join } from 'node:path'
import type { ApplicationService } from '@adonisjs/core/types'
import { BaseModel } from '@adonisjs/lucid/orm'
import { addAccessChecks } from '#app/access/rules/access_checks.ts'
import { startSealer, stopSealer } from '#app/audit/sealer.ts'
import { reloadDictionaries } from '#app/resources/fields/choice/dictionary_values.ts'
import { listen, startDispatcher, stopDispatcher } from '#app/events/dispatcher.ts'
import { guardAgainstStrayQueries } from '#app/database/store.ts'
import { registerCoreResources } from '#app/core_resources.ts'
import { loadedPlugins, loadPlugins, pluginFolder } from '#app/plugins/host.ts'
import { startJobs, stopJobs } from '#app/system/background.ts'
import { addTransferJobs } from '#app/transfer/transfer_jobs.ts'
import { offerTransitions } from '#app/lifecycle/offer_transitions.ts'
import { startMetrics, stopMetrics } from '#app/metrics/metrics.ts'
import { startRealtime, stopRealtime } from '#app/realtime/realtime.ts'
import { AmbientAdapter } from '#app/resources/ambient_adapter.ts'
import { addScreenChecks } from '#app/screens/screen_checks.ts'
import { addSettingsChecks } from '#app/settings/settings_checks.ts'
import { loadTexts } from '#app/texts/texts.ts'
import { useHospitalZone } from '#app/resources/hospital_time.ts'
import { checkRelations } from '#app/resources/registry.ts'
import { setting } from '#app/settings/settings.ts'
import plugins from '#config/plugins.ts'
import { env } from '../start/env.ts'

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
    loadTexts(this.#app.makePath('lang'))
    useHospitalZone(() => setting('hospital.timezone'))
    registerCoreResources()
    addAccessChecks()
    addSettingsChecks()
    addScreenChecks()
    addTransferJobs()
    loadPlugins(plugins)
    for (const { id } of loadedPlugins())
      loadTexts(join(pluginFolder(this.#app.appRoot, id), 'lang'))
    checkRelations()
    offerTransitions()
  }

  async start() {
    if (this.#app.getEnvironment() !== 'web' && this.#app.getEnvironment() !== 'test') return
    await reloadDictionaries()
    listen('dictionaries', async (events) => {
      if (events.some(({ resource }) => resource.startsWith('core.dictionar')))
        await reloadDictionaries()
    })
    startMetrics()
    startDispatcher()
    startSealer()
    if (env.role !== 'web') startJobs()
  }

  async ready() {
    if (this.#app.getEnvironment() !== 'web') return
    const server = await this.#app.container.make('server')
    const { origin } = new URL(env.appUrl)
    startRealtime(server.getNodeServer() ?? null, { origin, redisUrl: env.redisUrl })
    // Before HTTP is closed, which waits for every connection.
    this.#app.terminating(() => stopRealtime())
  }

  async shutdown() {
    await stopJobs()
    await stopDispatcher()
    await stopSealer()
    stopMetrics()
  }
}
