import router from '@adonisjs/core/services/router'
import server from '@adonisjs/core/services/server'

const Drugs = () => import('./drugs_controller.ts')
const Trail = () => import('./trail_controller.ts')

server.use([])
router.use([() => import('@adonisjs/core/bodyparser_middleware')])
router.get('/drugs/:id', [Drugs, 'show'])
router.post('/drugs', [Drugs, 'store'])
router.patch('/drugs/:id', [Drugs, 'update'])
router.post('/trail/drugs', [Trail, 'store'])
router.patch('/trail/drugs/:id', [Trail, 'update'])
