import app from '@adonisjs/core/services/app'
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
  if (suite.name !== 'unit') suite.setup(() => testUtils.httpServer().start())
}
