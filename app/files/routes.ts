import router from '@adonisjs/core/services/router'

const Files = () => import('#app/files/files_controller.ts')

/** For people who are signed in. */
export function fileRoutes(): void {
  router.post('/api/files', [Files, 'store'])
  router.get('/api/files/:id', [Files, 'show'])
  router.get('/api/files/:id/address', [Files, 'address'])
}

/** For those who hold an address that was signed a few minutes ago. */
export function publicFileRoutes(): void {
  router.get('/api/files/:id/signed', [Files, 'signed'])
}
