import router from '@adonisjs/core/services/router'

const Audit = () => import('./reading/audit_controller.ts')

export function auditRoutes(): void {
  router.get('/api/audit', [Audit, 'index'])
  router.get('/api/audit/subjects', [Audit, 'subjects'])
  router.get('/api/audit/commands', [Audit, 'commands'])
  router.get('/api/audit/:id/changes', [Audit, 'changes'])
  router.get('/api/resources/:resource/:id/audit', [Audit, 'record'])
}
