import router from '@adonisjs/core/services/router'

const Transfers = () => import('./transfers_controller.ts')

export function transferRoutes(): void {
  router.post('/api/resources/:resource/imports/preview', [Transfers, 'preview'])
  router.post('/api/resources/:resource/imports', [Transfers, 'import'])
  router.post('/api/resources/:resource/exports', [Transfers, 'export'])
}
