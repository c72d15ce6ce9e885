import { configApp, INCLUDE_LIST } from '@adonisjs/eslint-config'

// The preset names *.ts alone; screens keep the same rules.
INCLUDE_LIST.push('**/*.tsx')

/** Doors between folders: trap of gitignore-style groups avoided by `regex` (tests/functional/imports.spec.ts walks the rest). */
const only = (regex, message) => ({ regex, message })

export default configApp(
  { name: 'ignored', ignores: ['build/**', 'storage/**', 'miniapp/**'] },
  {
    name: 'house',
    rules: {
      '@typescript-eslint/naming-convention': 'off',
      '@adonisjs/prefer-lazy-controller-import': 'error',
      'prettier/prettier': 'off',
      // A single value out of an awaited answer reads well as it is.
      '@unicorn/no-await-expression-member': 'off',
      '@unicorn/no-for-loop': 'off',
    },
  },
  {
    name: 'any needs a reason',
    files: ['**/*.ts', '**/*.tsx'],
    // Tests look into answers of every form.
    ignores: ['**/*.spec.ts', 'tests/**'],
    rules: { '@typescript-eslint/no-explicit-any': 'error' },
  },
  {
    name: 'contracts import nothing',
    files: ['app/contracts/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [only('^(?!\\./)', 'contracts import nothing but each other')] },
      ],
    },
  },
  {
    name: 'plugins use the doors',
    files: ['plugins/**'],
    ignores: ['plugins/*/database/migrations/**', 'plugins/*/tests/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            only(
              '^#|/app/',
              'a plugin imports @xinglin/core, its own folder and the doors it requires'
            ),
          ],
        },
      ],
    },
  },
  {
    name: 'nobody imports wiring',
    files: ['app/**'],
    ignores: ['app/**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            only(
              '^#config/|/start/routes|/start/kernel|^#tests/',
              'the core does not import wiring'
            ),
          ],
        },
      ],
    },
  }
)
