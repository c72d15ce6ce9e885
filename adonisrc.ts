import { defineConfig } from '@adonisjs/core/app'

export default defineConfig({
  commands: [() => import('@adonisjs/core/commands')],
  providers: [
    () => import('@adonisjs/core/providers/app_provider'),
    () => import('@adonisjs/core/providers/hash_provider'),
    () => import('@adonisjs/core/providers/vinejs_provider'),
    { file: () => import('@adonisjs/core/providers/repl_provider'), environment: ['repl', 'test'] },
    () => import('@adonisjs/cors/cors_provider'),
    () => import('@adonisjs/limiter/limiter_provider'),
    () => import('@adonisjs/lucid/database_provider'),
    () => import('./providers/engine_provider.ts'),
  ],
  preloads: [() => import('./start/routes.ts'), () => import('./start/kernel.ts')],
  tests: {
    suites: [
      {
        name: 'unit',
        files: ['app/**/*.unit.spec.ts', 'plugins/*/tests/**/*.unit.spec.ts'],
        timeout: 10_000,
      },
      {
        name: 'functional',
        files: [
          'app/**/!(*.unit).spec.ts',
          'plugins/*/tests/**/!(*.unit).spec.ts',
          'tests/functional/**/*.spec.ts',
        ],
        timeout: 60_000,
      },
      { name: 'browser', files: ['tests/browser/**/*.spec.ts'], timeout: 180_000 },
      { name: 'faults', files: ['tests/faults/**/*.spec.ts'], timeout: 600_000 },
    ],
    forceExit: true,
  },
})
