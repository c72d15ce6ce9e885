/** Every address of the core, in one place; each area names its own. */
import router from '@adonisjs/core/services/router'
import { authenticate } from '#app/access/authenticate.ts'
import { accessRoutes, publicAccessRoutes } from '#app/access/routes.ts'
import { auditRoutes } from '#app/audit/routes.ts'
import { fileRoutes, publicFileRoutes } from '#app/files/routes.ts'
import { jobRoutes } from '#app/jobs/routes.ts'
import { apiDocsRoutes, openApiRoutes } from '#app/openapi/routes.ts'
import { aggregateRoutes } from '#app/resources/aggregate/routes.ts'
import { fieldRoutes } from '#app/resources/fields/routes.ts'
import { historyRoutes } from '#app/resources/history/routes.ts'
import { lifecycleRoutes } from '#app/lifecycle/routes.ts'
import { transferRoutes } from '#app/transfer/routes.ts'
import { settingsRoutes } from '#app/settings/routes.ts'

const Health = () => import('#app/system/health_controller.ts')
const Meta = () => import('#app/meta/meta_controller.ts')
const Metrics = () => import('#app/metrics/metrics_controller.ts')
const Pages = () => import('#app/pages/pages_controller.ts')
const Resources = () => import('#app/resources/resources_controller.ts')

router.get('/health/live', [Health, 'live'])
router.get('/health/ready', [Health, 'ready'])
router.get('/metrics', [Metrics, 'show'])
router.get('/login', [Pages, 'signIn'])

publicAccessRoutes()
publicFileRoutes()
apiDocsRoutes()

router
  .group(() => {
    accessRoutes()
    aggregateRoutes()
    auditRoutes()
    settingsRoutes()
    fieldRoutes()
    fileRoutes()
    historyRoutes()
    jobRoutes()
    lifecycleRoutes()
    openApiRoutes()
    transferRoutes()
    router.get('/api/meta', [Meta, 'show'])
    router.get('/api/access/catalogue', [Meta, 'catalogue'])
    router.get('/api/menus/targets', [Meta, 'menuTargets'])
    router
      .group(() => {
        router.get('/', [Resources, 'index'])
        router.post('/', [Resources, 'store'])
        router.post('/query', [Resources, 'query'])
        router.post('/bulk', [Resources, 'bulk'])
        router.get('/:id', [Resources, 'show'])
        router.patch('/:id', [Resources, 'update'])
        router.delete('/:id', [Resources, 'destroy'])
      })
      .prefix('/api/resources/:resource')
  })
  .use(authenticate)

// The shell draws every other address itself; what looks like a file or a call is not a page.
router.get('/', [Pages, 'shell']).as('pages.home')
router.get('/:section/*', [Pages, 'shell']).where('section', /^(r|p|x)$/)
// Last: an address that nothing answers.
router.get('*', [Pages, 'unknown'])
