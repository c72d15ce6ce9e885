import app from '@adonisjs/core/services/app'
import server from '@adonisjs/core/services/server'
import testUtils from '@adonisjs/core/services/test_utils'
import { apiClient } from '@japa/api-client'
import { assert } from '@japa/assert'
import { pluginAdonisJS } from '@japa/plugin-adonisjs'
import type { Config } from '@japa/runner/types'
import { dropTestDatabase } from './database.ts'

export const plugins: Config['plugins'] = [
  assert(),
  apiClient(`http://${process.env.HOST}:${process.env.PORT}`),
  pluginAdonisJS(app),
]

export const runnerHooks: Pick<Config, 'setup' | 'teardown'> = {
  setup: [],
  teardown: [dropTestDatabase],
}

/** Suites that talk to the server get one of their own. */
export const configureSuite: Config['configureSuite'] = (suite) => {
  if (suite.name !== 'unit') suite.setup(startServer)
}

async function startServer() {
  const stop = await testUtils.httpServer().start()
  // Server and client share this process: where a test holds it up for seconds, the server would close a connection
  // in the moment in which the client takes it up again.
  server.getNodeServer()!.keepAliveTimeout = 0
  return stop
}
