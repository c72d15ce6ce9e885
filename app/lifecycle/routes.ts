import router from '@adonisjs/core/services/router'

const Transitions = () => import('./transitions_controller.ts')

export function lifecycleRoutes(): void {
  router
    .group(() => {
      router.get('/timeline', [Transitions, 'timeline'])
      router.post('/transitions/:name', [Transitions, 'store'])
    })
    .prefix('/api/resources/:resource/:id')
}
