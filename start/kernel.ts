import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

server.errorHandler(() => import('#app/errors/handler.ts'))
server.use([
  () => import('#app/system/headers_middleware.ts'),
  () => import('#app/pages/assets_middleware.ts'),
  () => import('@adonisjs/cors/cors_middleware'),
])
router.use([() => import('@adonisjs/core/bodyparser_middleware')])
