/** Calls that belong to no resource: signing in, metadata, settings, access, files, jobs, health. */
import AccessPolicy from '#app/access/policies/access_policy.ts'
import { bouncerOf } from '#app/access/policies/bouncer.ts'
import SettingsPolicy from '#app/access/policies/settings_policy.ts'
import { rulesFor, type Actor } from '#app/access/grant.ts'
import { auditOperations } from './audit_operations.ts'
import { parameter } from './components.ts'
import type { Operation } from './operation.ts'
import { arrayOf, COUNT, FLAG, ID, MOMENT, object, orNull, ref, TEXT } from './schema.ts'
import type { JsonSchema } from './schema.ts'

const FREE: JsonSchema = { type: 'object', additionalProperties: true }
const data = (schema: JsonSchema) => ({ 200: object({ data: schema }) })
const PASSWORD: JsonSchema = { type: 'string', maxLength: 128, writeOnly: true }
const inQuery = (name: string, schema: JsonSchema, required = false) => ({
  name,
  in: 'query',
  required,
  schema,
})

/** The calls open to this person; `actor.user` null: all. */
export async function coreOperations(actor: Actor): Promise<Operation[]> {
  const bouncer = bouncerOf(actor)
  const explains = await bouncer.with(AccessPolicy).allows('explain')
  const settings = bouncer.with(SettingsPolicy)
  const [viewsSettings, changesSettings] = [
    await settings.allows('view'),
    await settings.allows('change'),
  ]
  return [
    ...AUTH,
    ...META,
    ...(viewsSettings ? [SETTINGS] : []),
    ...(changesSettings ? [SETTING] : []),
    ...(explains ? ACCESS : []),
    ...(rulesFor(actor, 'core.menus', 'update').length > 0 ? [MENU_TARGETS] : []),
    ...(rulesFor(actor, 'core.users', 'update').length > 0 ? ACCOUNTS : []),
    ...auditOperations(actor),
    ...FILES,
    ...JOBS,
    ...HEALTH,
  ]
}

const CREDENTIALS = object({ login: TEXT, password: PASSWORD })
const SIGNED_IN = { anyOf: [object({ user: ref('Identity') }), ref('NextStep')] }
const WITH_TOKEN = {
  anyOf: [object({ token: TEXT, expiresAt: MOMENT, user: ref('Identity') }), ref('NextStep')],
}
const EXAMPLE = { login: 'doctor', password: 'xinglin-demo-2026' }

const AUTH: Operation[] = [
  {
    method: 'post',
    path: '/api/auth/tokens',
    name: 'authToken',
    body: {
      allOf: [CREDENTIALS, object({ device: { type: 'string', maxLength: 100 } }, ['device'])],
    },
    answers: data(WITH_TOKEN),
    example: EXAMPLE,
  },
  {
    method: 'post',
    path: '/api/auth/login',
    name: 'authLogin',
    body: CREDENTIALS,
    answers: data(SIGNED_IN),
    example: EXAMPLE,
  },
  {
    method: 'post',
    path: '/api/auth/continue',
    name: 'authContinue',
    body: {
      oneOf: [object({ ticket: TEXT, code: TEXT }), object({ ticket: TEXT, password: PASSWORD })],
    },
    answers: data({ anyOf: [...SIGNED_IN.anyOf, ...WITH_TOKEN.anyOf.slice(0, 1)] }),
  },
].map((operation) => ({
  ...operation,
  method: 'post',
  tag: 'auth',
  open: true,
  refusals: [400, 401, 403, 422, 429, 503],
}))

AUTH.push(
  ...(
    [
      { method: 'get', path: '/api/auth/me', name: 'authMe', answers: data(ref('Identity')) },
      { method: 'post', path: '/api/auth/logout', name: 'authLogout', answers: { 204: null } },
      {
        method: 'delete',
        path: '/api/auth/tokens/current',
        name: 'authTokenEnd',
        answers: { 204: null },
      },
      {
        method: 'get',
        path: '/api/auth/sessions',
        name: 'authSessions',
        answers: data(arrayOf(ref('Session'))),
      },
      {
        method: 'delete',
        path: '/api/auth/sessions/{id}',
        name: 'authSessionEnd',
        parameters: [parameter('id')],
        answers: { 204: null },
        refusals: [404],
      },
      {
        method: 'put',
        path: '/api/auth/department',
        name: 'authDepartment',
        body: object({ department: ID }),
        answers: data(ref('Identity')),
        refusals: [422],
      },
      {
        method: 'put',
        path: '/api/auth/password',
        name: 'authPassword',
        body: object({ current: PASSWORD, password: PASSWORD }),
        answers: { 204: null },
        refusals: [422],
      },
      {
        method: 'get',
        path: '/api/auth/second-factor',
        name: 'authSecondFactor',
        answers: data(object({ active: FLAG, policy: TEXT })),
      },
      {
        method: 'post',
        path: '/api/auth/second-factor',
        name: 'authSecondFactorEnrol',
        answers: data(object({ secret: TEXT, url: TEXT })),
        refusals: [403, 409],
      },
      {
        method: 'post',
        path: '/api/auth/second-factor/confirm',
        name: 'authSecondFactorConfirm',
        body: object({ code: TEXT }),
        answers: { 204: null },
        refusals: [422],
      },
      {
        method: 'delete',
        path: '/api/auth/second-factor',
        name: 'authSecondFactorRemove',
        body: object({ password: PASSWORD }),
        answers: { 204: null },
        refusals: [422],
      },
    ] as Omit<Operation, 'tag'>[]
  ).map((operation) => ({ ...operation, tag: 'auth' }))
)

const META: Operation[] = [
  {
    method: 'get',
    path: '/api/meta',
    name: 'meta',
    tag: 'meta',
    answers: {
      ...data(
        object({
          menus: arrayOf(FREE),
          resources: FREE,
          screens: FREE,
          plugins: FREE,
          settings: FREE,
          locale: { type: 'string', enum: ['zh-CN', 'en'] },
        })
      ),
      304: null,
    },
  },
  {
    method: 'get',
    path: '/api/openapi.json',
    name: 'openapi',
    tag: 'meta',
    answers: { 200: FREE, 304: null },
  },
  {
    method: 'get',
    path: '/api/regions',
    name: 'regions',
    tag: 'meta',
    answers: { ...data(arrayOf(ref('Region'))), 304: null },
  },
]

const VALUE: JsonSchema = { type: ['boolean', 'integer', 'string'] }
const SETTINGS: Operation = {
  method: 'get',
  path: '/api/settings',
  name: 'settings',
  tag: 'settings',
  answers: data(
    arrayOf(
      object(
        {
          key: TEXT,
          label: TEXT,
          help: TEXT,
          warning: TEXT,
          group: object({ name: TEXT, label: TEXT }),
          type: { type: 'string', enum: ['boolean', 'integer', 'string'] },
          min: { type: 'integer' },
          max: { type: 'integer' },
          options: arrayOf(object({ value: TEXT, label: TEXT })),
          default: VALUE,
          value: VALUE,
          record: orNull(object({ id: ID, version: COUNT })),
        },
        ['help', 'warning', 'min', 'max', 'options']
      )
    )
  ),
  refusals: [403],
}
const SETTING: Operation = {
  method: 'put',
  path: '/api/settings/{key}',
  name: 'setting',
  tag: 'settings',
  parameters: [{ name: 'key', in: 'path', required: true, schema: TEXT }],
  body: object({ value: VALUE }),
  answers: data(object({ key: TEXT, value: VALUE })),
  refusals: [403, 404, 422],
}

const ACCESS: Operation[] = [
  {
    method: 'get',
    path: '/api/access/explain',
    name: 'explain',
    tag: 'access',
    parameters: [
      inQuery('user', ID, true),
      inQuery('resource', TEXT, true),
      inQuery('action', TEXT, true),
      inQuery('id', ID),
      inQuery('field', TEXT),
    ],
    answers: data(
      object({
        allowed: FLAG,
        because: arrayOf(
          object(
            {
              kind: TEXT,
              text: TEXT,
              role: object({ id: ID, name: TEXT }),
              scope: { anyOf: [ref('Filters'), { type: 'null' }] },
            },
            ['role', 'scope']
          )
        ),
      })
    ),
    refusals: [403, 422],
  },
  {
    method: 'get',
    path: '/api/access/catalogue',
    name: 'catalogue',
    tag: 'access',
    answers: data(
      object({
        origins: arrayOf(object({ id: TEXT, label: TEXT })),
        resources: arrayOf(FREE),
      })
    ),
    refusals: [403],
  },
]

/** For those who may change menus. */
const MENU_TARGETS: Operation = {
  method: 'get',
  path: '/api/menus/targets',
  name: 'menuTargets',
  tag: 'meta',
  answers: data(
    arrayOf(
      object({
        origin: TEXT,
        label: TEXT,
        resources: arrayOf(object({ name: TEXT, label: TEXT })),
        pages: arrayOf(
          object({ name: TEXT, needs: arrayOf(object({ resource: TEXT, action: TEXT })) })
        ),
      })
    )
  ),
  refusals: [404],
}

const ACCOUNT = '/api/access/accounts/{id}'

/** For those who may change accounts. */
const ACCOUNTS: Operation[] = (
  [
    {
      method: 'get',
      path: ACCOUNT,
      name: 'accountState',
      answers: data(
        object({
          lockedUntil: { anyOf: [MOMENT, { type: 'null' }] },
          secondFactor: FLAG,
          sessions: arrayOf(ref('Session')),
        })
      ),
      refusals: [403, 404],
    },
    {
      method: 'post',
      path: `${ACCOUNT}/unlock`,
      name: 'accountUnlock',
      answers: { 204: null },
      refusals: [403, 404],
    },
    {
      method: 'delete',
      path: `${ACCOUNT}/sessions`,
      name: 'accountSessionsEnd',
      answers: { 204: null },
      refusals: [403, 404],
    },
    {
      method: 'delete',
      path: `${ACCOUNT}/second-factor`,
      name: 'accountSecondFactorRemove',
      answers: { 204: null },
      refusals: [403, 404, 409],
    },
  ] as Omit<Operation, 'tag' | 'parameters'>[]
).map((operation) => ({ ...operation, tag: 'access', parameters: [parameter('id')] }))

const FILES: Operation[] = [
  {
    method: 'post',
    path: '/api/files',
    name: 'fileUpload',
    tag: 'files',
    media: { body: 'multipart/form-data' },
    body: object({ file: { type: 'string', contentMediaType: 'application/octet-stream' } }),
    answers: { 201: object({ data: ref('File') }) },
    refusals: [400, 413, 415],
  },
  {
    method: 'get',
    path: '/api/files/{id}',
    name: 'fileContent',
    tag: 'files',
    media: { answer: '*/*' },
    parameters: [parameter('id')],
    answers: { 200: {} },
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/files/{id}/address',
    name: 'fileAddress',
    tag: 'files',
    parameters: [parameter('id')],
    answers: data(object({ url: TEXT, expiresAt: MOMENT })),
    refusals: [404],
  },
  {
    method: 'get',
    path: '/api/files/{id}/signed',
    name: 'fileSigned',
    tag: 'files',
    open: true,
    media: { answer: '*/*' },
    parameters: [parameter('id'), inQuery('token', TEXT, true)],
    answers: { 200: {} },
    refusals: [404, 503],
  },
]

const JOBS: Operation[] = [
  {
    method: 'get',
    path: '/api/jobs',
    name: 'jobs',
    tag: 'jobs',
    answers: data(arrayOf(ref('Job'))),
  },
  {
    method: 'get',
    path: '/api/jobs/{id}',
    name: 'job',
    tag: 'jobs',
    parameters: [parameter('id')],
    answers: data(ref('Job')),
    refusals: [404],
  },
  ...(['cancel', 'undo'] as const).map((act): Operation => ({
    method: 'post',
    path: `/api/jobs/{id}/${act}`,
    name: act === 'cancel' ? 'jobCancel' : 'jobUndo',
    tag: 'jobs',
    parameters: [parameter('id')],
    answers: { 202: object({ data: ref('Job') }) },
    refusals: [403, 404, 409],
  })),
]

const HEALTH: Operation[] = [
  {
    method: 'get',
    path: '/health/live',
    name: 'healthLive',
    tag: 'health',
    open: true,
    answers: { 200: object({ status: { const: 'ok' } }) },
  },
  {
    method: 'get',
    path: '/health/ready',
    name: 'healthReady',
    tag: 'health',
    open: true,
    answers: {
      200: object({ status: { const: 'ok' } }),
      503: object({ status: { const: 'unavailable' }, reason: TEXT }),
    },
  },
]
