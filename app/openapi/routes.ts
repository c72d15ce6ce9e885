import router from '@adonisjs/core/services/router'

const OpenApi = () => import('./openapi_controller.ts')

/** For those who are signed in. */
export function openApiRoutes(): void {
  router.get('/api/openapi.json', [OpenApi, 'show'])
}
