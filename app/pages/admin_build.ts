/** What `npm run build` made: pages, assets, vendor modules. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'

export interface AdminBuild {
  folder: string
  /** Another one whenever a file came or went: it may be built anew while the server runs. */
  state: string
}

/** Null where the admin has not been built. */
export function adminBuild(): AdminBuild | null {
  const folder = app.config.get<string>('app.adminBuild', app.makePath('build', 'admin'))
  const assets = statSync(join(folder, 'assets'), { throwIfNoEntry: false })
  return assets ? { folder, state: `${folder} ${assets.mtimeMs}` } : null
}
