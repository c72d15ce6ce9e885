import router from '@adonisjs/core/services/router'

const History = () => import('./history_controller.ts')

export function historyRoutes(): void {
  router
    .group(() => {
      router.get('/revisions', [History, 'index'])
      router.post('/revisions/:n/restore', [History, 'restoreRevision'])
      router.post('/restore', [History, 'restore'])
    })
    .prefix('/api/resources/:resource/:id')
}
