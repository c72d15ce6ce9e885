import router from '@adonisjs/core/services/router'

const Jobs = () => import('#app/jobs/jobs_controller.ts')

export function jobRoutes(): void {
  router.get('/api/jobs', [Jobs, 'index'])
  router.get('/api/jobs/:id', [Jobs, 'show'])
  router.post('/api/jobs/:id/cancel', [Jobs, 'cancel'])
  router.post('/api/jobs/:id/undo', [Jobs, 'undo'])
}
