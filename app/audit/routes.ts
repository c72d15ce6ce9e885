import router from '@adonisjs/core/services/router'

const Audit = () => import('./audit_controller.ts')

export function auditRoutes(): void {
  router.get('/api/resources/:resource/:id/audit', [Audit, 'index'])
}
