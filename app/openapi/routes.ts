import router from '@adonisjs/core/services/router'
import { authenticatePage } from '#app/access/authenticate_page.ts'

const Pages = () => import('#app/pages/pages_controller.ts')
const OpenApi = () => import('./openapi_controller.ts')

/** For those who are signed in. */
export function openApiRoutes(): void {
  router.get('/api/openapi.json', [OpenApi, 'show'])
}

/** The page around it sends a browser without a session to the sign-in page and back. */
export function apiDocsRoutes(): void {
  router.get('/api/docs', [Pages, 'apiDocs']).use(authenticatePage)
}
