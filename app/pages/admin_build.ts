import app from '@adonisjs/core/services/app'

/** The folder `npm run build` fills: pages, assets, vendor modules. */
export function adminBuild(): string {
  return app.config.get('app.adminBuild', app.makePath('build', 'admin'))
}
