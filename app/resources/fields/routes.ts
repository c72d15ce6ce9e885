import router from '@adonisjs/core/services/router'

const RegionsController = () => import('#app/resources/fields/region/regions_controller.ts')
const RevealController = () => import('#app/resources/fields/protected/reveal_controller.ts')

/** Routes that come with field types; inside the signed-in group. */
export function fieldRoutes(): void {
  router.get('/api/regions', [RegionsController, 'index'])
  router.post('/api/resources/:resource/:id/reveal', [RevealController, 'store'])
}
