import router from '@adonisjs/core/services/router'

const Aggregate = () => import('./aggregate_controller.ts')

/** Before the routes of single records, which would take the word for an id. */
export function aggregateRoutes(): void {
  router.get('/api/resources/:resource/aggregate', [Aggregate, 'show'])
}
