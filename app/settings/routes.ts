import router from '@adonisjs/core/services/router'

const SettingsController = () => import('./settings_controller.ts')

/** For those who are signed in. */
export function settingsRoutes(): void {
  router.get('/api/settings', [SettingsController, 'index'])
  router.put('/api/settings/:key', [SettingsController, 'update'])
}
