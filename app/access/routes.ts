import router from '@adonisjs/core/services/router'

const SignInController = () => import('./sign_in/sign_in_controller.ts')
const SessionsController = () => import('./sessions/sessions_controller.ts')
const AccountController = () => import('./account_controller.ts')
const AccountCareController = () => import('./account_care_controller.ts')
const ExplainController = () => import('./explain/explain_controller.ts')

/** Open to everybody: the ways in. */
export function publicAccessRoutes(): void {
  router.post('/api/auth/login', [SignInController, 'login'])
  router.post('/api/auth/tokens', [SignInController, 'tokens'])
  router.post('/api/auth/continue', [SignInController, 'continue'])
}

/** For those who are signed in. */
export function accessRoutes(): void {
  router.post('/api/auth/logout', [SignInController, 'logout'])
  router.delete('/api/auth/tokens/current', [SignInController, 'logout']).as('auth.tokens.end')
  router.get('/api/auth/me', [SessionsController, 'me'])
  router.get('/api/auth/sessions', [SessionsController, 'index'])
  router.delete('/api/auth/sessions/:id', [SessionsController, 'destroy'])
  router.put('/api/auth/department', [SessionsController, 'department'])
  router.put('/api/auth/password', [AccountController, 'password'])
  router.get('/api/auth/second-factor', [AccountController, 'secondFactor'])
  router.post('/api/auth/second-factor', [AccountController, 'enrol'])
  router.post('/api/auth/second-factor/confirm', [AccountController, 'confirm'])
  router.delete('/api/auth/second-factor', [AccountController, 'remove'])
  router.get('/api/access/explain', [ExplainController, 'explain'])
  router.get('/api/access/accounts/:id', [AccountCareController, 'show'])
  router.post('/api/access/accounts/:id/unlock', [AccountCareController, 'unlock'])
  router.delete('/api/access/accounts/:id/sessions', [AccountCareController, 'endSessions'])
  router.delete('/api/access/accounts/:id/second-factor', [
    AccountCareController,
    'removeSecondFactor',
  ])
}
