import type { Resources } from './resources.ts'

/** What a generated client is made of, beside its resources. Copied into it as it stands: it needs `fetch` and nothing else. */

export type ResourceName = keyof Resources & string

export interface Reference {
  id: string
  label: string | null
}

export interface ErrorItem {
  /** Stable: `E_REQUIRED`, `E_STALE_VERSION` … */
  code: string
  /** For a person, in the client's language. */
  message: string
  field?: string
  meta?: Record<string, unknown>
}

/** A refusal: every problem of the request at once. */
export class XinglinError extends Error {
  readonly status: number
  readonly errors: readonly ErrorItem[]
  /** Seconds after which the same request may succeed. */
  readonly retryAfter: number | null

  constructor(status: number, errors: readonly ErrorItem[], retryAfter: number | null = null) {
    super(errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; '))
    this.name = 'XinglinError'
    this.status = status
    this.errors = errors
    this.retryAfter = retryAfter
  }

  /** The code of the first problem. */
  get code(): string {
    return this.errors[0]?.code ?? 'E_INTERNAL'
  }

  has(code: string, field?: string): boolean {
    return this.errors.some(
      (item) => item.code === code && (field === undefined || item.field === field)
    )
  }
}

export interface ClientOptions {
  /** `https://hospital.example`; the page's own address where it is left out. */
  baseUrl?: string
  /** A bearer token. Without one the browser's session is used, with its XSRF token. */
  token?: string
  /** The language of messages and labels. */
  locale?: 'zh-CN' | 'en'
  /** Instead of the global one. */
  fetch?: typeof fetch
  /** The value of the cookie XSRF-TOKEN; read from the document where there is one. */
  xsrfToken?: () => string | undefined
}

export interface CallOptions {
  signal?: AbortSignal
}
export interface CreateOptions extends CallOptions {
  /** Within 24 hours the same key makes one record, however often it is sent. */
  idempotencyKey?: string
}

type Operator =
  | 'eq'
  | 'ne'
  | 'eqs'
  | 'nes'
  | 'lt'
  | 'gt'
  | 'lte'
  | 'gte'
  | 'in'
  | 'nin'
  | 'ina'
  | 'nina'
  | 'contains'
  | 'ncontains'
  | 'containss'
  | 'ncontainss'
  | 'between'
  | 'nbetween'
  | 'null'
  | 'nnull'
  | 'startswith'
  | 'nstartswith'
  | 'startswiths'
  | 'nstartswiths'
  | 'endswith'
  | 'nendswith'
  | 'endswiths'
  | 'nendswiths'

type Operand<O, V> = O extends 'null' | 'nnull'
  ? { value?: unknown }
  : O extends 'in' | 'nin' | 'ina' | 'nina'
    ? { value: readonly V[] }
    : O extends 'between' | 'nbetween'
      ? { value: readonly [V, V] }
      : { value: V }

type FilterOf<F> = {
  [K in keyof F & string]: F[K] extends readonly [infer O, infer V]
    ? { [P in O & string]: { field: K; operator: P } & Operand<P, V> }[O & string]
    : never
}[keyof F & string]

/** A condition on a field of the resource, on a path through its relations, or a group of conditions. */
export type Filter<N extends ResourceName> =
  | FilterOf<Resources[N]['filters']>
  | { field: `${string}.${string}`; operator: Operator; value?: unknown }
  | { operator: 'and' | 'or'; value: readonly Filter<N>[] }

export interface Query<
  N extends ResourceName,
  F extends keyof Resources[N]['record'] = keyof Resources[N]['record'],
> {
  page?: number
  /** At most 500. */
  pageSize?: number
  sorters?: readonly {
    field: Resources[N]['sorts'] | `${string}.${string}`
    order: 'asc' | 'desc'
  }[]
  /** Only these; `id` comes always. */
  fields?: readonly F[]
  filters?: readonly Filter<N>[]
  search?: string
  total?: 'capped' | 'exact' | 'none'
  /** Also say what may be done with each record. */
  can?: boolean
  /** `only`: the recycle bin. */
  deleted?: 'no' | 'only'
}

export interface Page<T> {
  data: T[]
  meta: {
    total?: number
    /** There are more than `total`. */
    more?: true
    page: number
    pageSize: number
    can?: Record<string, Record<string, boolean>>
  }
}
export interface Found<T> {
  data: T
  meta: { can: Record<string, boolean>; transitions: AllowedTransition[] }
}
/** What may be done with the record now. */
export interface AllowedTransition {
  name: string
  label: string
  /** The state it leads to. */
  to: string
  /** Names of the fields it asks. */
  input: string[]
  /** It must be said why. */
  reason: boolean
  confirm: boolean
}
/** What is to be deleted; with a version, only as it was read. */
export type Deleted = string | { id: string; version: number }

/** What was written, as far as it may be read. */
export type Written<T> = { id: string; version: number } & Partial<T>

export interface Revision<T> {
  n: number
  at: string
  /** null: the system; without a label where the person is not the caller's to see. */
  by: Reference | null
  action: 'create' | 'update' | 'delete' | 'restore'
  before: Partial<T> | null
  after: Partial<T> | null
}

export interface TimelineEntry {
  at: string
  /** null: the system; without a label where the person is not the caller's to see. */
  by: Reference | null
  from: string
  to: string
  transition: string
  reason: string | null
  note: string | null
}

type Metrics<N extends ResourceName> =
  | { fn: 'count'; field?: keyof Resources[N]['record'] & string }
  | {
      [K in keyof Resources[N]['metrics'] & string]: { fn: K; field: Resources[N]['metrics'][K] }
    }[keyof Resources[N]['metrics'] & string]

export interface AggregateRequest<N extends ResourceName> {
  metrics: readonly Metrics<N>[]
  groupBy?: readonly {
    field: Resources[N]['groups'] | `${string}.${string}`
    by?: 'day' | 'week' | 'month' | 'year'
  }[]
  filters?: readonly Filter<N>[]
  search?: string
}
export interface Aggregate {
  data: { group: Record<string, unknown>; values: Record<string, unknown> }[]
  meta: { more?: true }
}

export interface ImportRequest {
  /** Of a file uploaded by `uploadFile`. */
  fileId: string
  /** Field by column. */
  mapping: Record<string, string>
  mode: 'create' | 'upsert'
  /** The field that tells which record a row means, for `upsert`. */
  key?: string
  dryRun?: boolean
}

export interface Job {
  id: string
  kind: 'import' | 'export'
  /** The resource whose records come or go. */
  resource: string
  subject: string
  createdAt: string
  state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone'
  done: number
  total: number
  errors: { row: number; column: string; code: string; message: string }[]
  result: Record<string, unknown> | null
}
export interface StoredFile {
  id: string
  name: string
  size: number
  type: string
}

export interface Identity {
  id: string
  login: string
  name: string
  departmentId: string | null
  departments: { id: string; name: string }[]
  roles: { id: string; name: string }[]
  locale: 'zh-CN' | 'en'
}
export interface SignedIn {
  token: string
  expiresAt: string
  user: Identity
}
/** A step that is still to be done: `continueSignIn(ticket, { code })` or `{ password }`. */
export interface NextStep {
  next: 'totp' | 'password'
  ticket: string
  enrol?: { secret: string; url: string }
}

/** The calls on one resource. */
export class ResourceCalls<N extends ResourceName> {
  readonly #client: Client
  readonly #path: string

  constructor(client: Client, name: N) {
    this.#client = client
    this.#path = `/api/resources/${name}`
  }

  /** A page of records, the query in the address. */
  list<F extends keyof Resources[N]['record'] = keyof Resources[N]['record']>(
    query: Query<N, F> = {},
    options?: CallOptions
  ): Promise<Page<Pick<Resources[N]['record'], F | ('id' & keyof Resources[N]['record'])>>> {
    return this.#client.request('GET', this.#path + searchOf(query), undefined, options)
  }

  /** The same with the query in the body, for long ones. */
  query<F extends keyof Resources[N]['record'] = keyof Resources[N]['record']>(
    query: Query<N, F> = {},
    options?: CallOptions
  ): Promise<Page<Pick<Resources[N]['record'], F | ('id' & keyof Resources[N]['record'])>>> {
    return this.#client.request('POST', `${this.#path}/query`, query, options)
  }

  /** Ids and titles of what may be picked, for a select box. */
  options(
    query: Omit<Query<N>, 'fields'> = {},
    options?: CallOptions
  ): Promise<Page<Record<string, unknown> & { id: string }>> {
    return this.#client.request('POST', `${this.#path}/query`, { ...query, as: 'options' }, options)
  }

  get<F extends keyof Resources[N]['record'] = keyof Resources[N]['record']>(
    id: string,
    { fields, ...options }: CallOptions & { fields?: readonly F[] } = {}
  ): Promise<Found<Pick<Resources[N]['record'], F | ('id' & keyof Resources[N]['record'])>>> {
    return this.#client.request('GET', this.#at(id) + searchOf({ fields }), undefined, options)
  }

  async create(
    values: Resources[N]['create'],
    { idempotencyKey, ...options }: CreateOptions = {}
  ): Promise<Written<Resources[N]['record']>> {
    const headers = keyed(idempotencyKey)
    return this.#client.data('POST', this.#path, values, { ...options, headers })
  }

  /** `version` is the one that was read. @throws E_STALE_VERSION, with the present record in its `meta` */
  update(
    id: string,
    version: number,
    values: Resources[N]['update'],
    options?: CallOptions
  ): Promise<Written<Resources[N]['record']>> {
    return this.#client.data('PATCH', this.#at(id), { ...(values as object), version }, options)
  }

  /** With the `version` that was read only as it was then. @throws E_STALE_VERSION */
  delete(
    id: string,
    { version, ...options }: CallOptions & { version?: number } = {}
  ): Promise<void> {
    const headers: Record<string, string> =
      version === undefined ? {} : { 'If-Match': `"${version}"` }
    return this.#client.request('DELETE', this.#at(id), undefined, { ...options, headers })
  }

  /** All or nothing, at most 500; problems are named `items.<index>.<field>`. */
  createMany(
    items: readonly Resources[N]['create'][],
    options?: CallOptions
  ): Promise<{ id: string; version: number }[]> {
    return this.#bulk({ action: 'create', items }, options)
  }

  updateMany(
    items: readonly { id: string; version: number; data: Resources[N]['update'] }[],
    options?: CallOptions
  ): Promise<{ id: string; version: number }[]> {
    return this.#bulk({ action: 'update', items }, options)
  }

  /** A record that is named with its version is deleted only as it was read. @throws E_STALE_VERSION for `ids.<index>` */
  async deleteMany(ids: readonly Deleted[], options?: CallOptions): Promise<void> {
    await this.#bulk({ action: 'delete', ids }, options)
  }

  /** Deletes, changes and makes records together, all or nothing, at most 500 of them. */
  writeMany(
    records: {
      create?: readonly Resources[N]['create'][]
      update?: readonly { id: string; version: number; data: Resources[N]['update'] }[]
      delete?: readonly Deleted[]
    },
    options?: CallOptions
  ): Promise<{ id: string; version: number }[]> {
    return this.#bulk({ action: 'write', ...records }, options)
  }

  /** From the recycle bin; `alone` leaves there what was deleted with it. */
  restore(
    id: string,
    { alone = false, ...options }: CallOptions & { alone?: boolean } = {}
  ): Promise<Written<Resources[N]['record']>> {
    return this.#client.data('POST', this.#at(id, '/restore'), { alone }, options)
  }

  revisions(id: string, options?: CallOptions): Promise<Revision<Resources[N]['record']>[]> {
    return this.#client.data('GET', this.#at(id, '/revisions'), undefined, options)
  }

  /** Writes the values of version `n` as a change of the present one. */
  restoreRevision(
    id: string,
    n: number,
    version: number,
    options?: CallOptions
  ): Promise<Written<Resources[N]['record']>> {
    return this.#client.data('POST', this.#at(id, `/revisions/${n}/restore`), { version }, options)
  }

  /** With a `version` only as it was read. @throws E_ILLEGAL_TRANSITION, with the present `state` in its `meta` */
  transition<T extends keyof Resources[N]['transitions'] & string>(
    id: string,
    name: T,
    given: Resources[N]['transitions'][T] & { version?: number },
    { idempotencyKey, ...options }: CreateOptions = {}
  ): Promise<Written<Resources[N]['record']>> {
    const headers = keyed(idempotencyKey)
    const path = this.#at(id, `/transitions/${name}`)
    return this.#client.data('POST', path, given, { ...options, headers })
  }

  /** How the record came to its state, newest first. */
  timeline(id: string, options?: CallOptions): Promise<TimelineEntry[]> {
    return this.#client.data('GET', this.#at(id, '/timeline'), undefined, options)
  }

  aggregate(request: AggregateRequest<N>, options?: CallOptions): Promise<Aggregate> {
    const search = searchOf(request)
    return this.#client.request('GET', `${this.#path}/aggregate${search}`, undefined, options)
  }

  /** The whole value of a protected field; leaves a line in the audit log. */
  async reveal(
    id: string,
    field: Resources[N]['revealed'],
    reason: string,
    options?: CallOptions
  ): Promise<string | null> {
    const shown = await this.#client.data<{ value: string | null }>(
      'POST',
      this.#at(id, '/reveal'),
      { field, reason },
      options
    )
    return shown.value
  }

  /** Starts a job; its id is for `waitForJob`. */
  async export(
    format: 'xlsx' | 'csv',
    query: Query<N> = {},
    options?: CallOptions
  ): Promise<string> {
    return this.#start('/exports', { format, query }, options)
  }

  async import(request: ImportRequest, options?: CallOptions): Promise<string> {
    return this.#start('/imports', request, options)
  }

  importPreview(
    fileId: string,
    options?: CallOptions
  ): Promise<{
    columns: string[]
    rows: string[][]
    suggested: Record<string, string>
    encoding: string | null
  }> {
    return this.#client.data('POST', `${this.#path}/imports/preview`, { fileId }, options)
  }

  async #start(rest: string, body: unknown, options?: CallOptions): Promise<string> {
    return (await this.#client.data<{ jobId: string }>('POST', this.#path + rest, body, options))
      .jobId
  }

  #bulk(body: unknown, options?: CallOptions): Promise<{ id: string; version: number }[]> {
    return this.#client.data('POST', `${this.#path}/bulk`, body, options)
  }

  #at(id: string, rest = ''): string {
    return `${this.#path}/${encodeURIComponent(id)}${rest}`
  }
}

/** What each call needs to be granted. */
interface Needs {
  list: 'list'
  query: 'list'
  options: 'pick'
  get: 'read'
  create: 'create'
  update: 'update'
  delete: 'delete'
  createMany: 'create'
  updateMany: 'update'
  deleteMany: 'delete'
  writeMany: 'create' | 'update' | 'delete'
  restore: 'restore'
  revisions: 'read'
  restoreRevision: 'update'
  timeline: 'read'
  aggregate: 'aggregate'
  reveal: 'reveal'
  export: 'export'
  import: 'import'
  importPreview: 'import'
}

/** The calls that the client was generated for. */
export type ResourceClient<N extends ResourceName> = Calls<N> &
  (keyof Resources[N]['transitions'] extends never ? unknown : Pick<ResourceCalls<N>, 'transition'>)

type Calls<N extends ResourceName> = {
  [
    M in keyof ResourceCalls<N> as M extends keyof Needs
      ? Needs[M] extends Resources[N]['actions']
        ? M
        : never
      : never
  ]: ResourceCalls<N>[M]
}

type Sending = CallOptions & { headers?: Record<string, string> }

export class Client {
  readonly #baseUrl: string
  readonly #locale: string | undefined
  readonly #fetch: typeof fetch
  readonly #xsrfToken: () => string | undefined
  #token: string | undefined

  constructor(options: ClientOptions = {}) {
    this.#baseUrl = (options.baseUrl ?? '').replace(/\/+$/, '')
    this.#locale = options.locale
    this.#fetch = options.fetch ?? ((...request) => fetch(...request))
    this.#xsrfToken = options.xsrfToken ?? xsrfFromDocument
    this.#token = options.token
  }

  resource<N extends ResourceName>(name: N): ResourceClient<N> {
    return new ResourceCalls(this, name)
  }

  /** Signs in for a token, which this client then uses; or the next step that is asked for. */
  async signIn(credentials: {
    login: string
    password: string
    device?: string
  }): Promise<SignedIn | NextStep> {
    return this.#keep(await this.data('POST', '/api/auth/tokens', credentials))
  }

  async continueSignIn(
    ticket: string,
    proof: { code: string } | { password: string }
  ): Promise<SignedIn | NextStep> {
    return this.#keep(await this.data('POST', '/api/auth/continue', { ticket, ...proof }))
  }

  async signOut(): Promise<void> {
    await this.request('POST', '/api/auth/logout')
    this.#token = undefined
  }

  me(options?: CallOptions): Promise<Identity> {
    return this.data('GET', '/api/auth/me', undefined, options)
  }

  /** Kept for 24 hours unless a record takes it. */
  uploadFile(content: Blob, name: string, options?: CallOptions): Promise<StoredFile> {
    const form = new FormData()
    form.append('file', content, name)
    return this.data('POST', '/api/files', form, options)
  }

  /** An address that works for minutes without a session. */
  async fileAddress(
    id: string,
    options?: CallOptions
  ): Promise<{ url: string; expiresAt: string }> {
    const address = await this.data<{ url: string; expiresAt: string }>(
      'GET',
      `/api/files/${encodeURIComponent(id)}/address`,
      undefined,
      options
    )
    return { ...address, url: this.#baseUrl + address.url }
  }

  async downloadFile(id: string, options?: CallOptions): Promise<Blob> {
    return (
      await this.#send('GET', `/api/files/${encodeURIComponent(id)}`, undefined, options)
    ).blob()
  }

  /** One's own, the latest first. */
  jobs(options?: CallOptions): Promise<Job[]> {
    return this.data('GET', '/api/jobs', undefined, options)
  }

  job(id: string, options?: CallOptions): Promise<Job> {
    return this.data('GET', `/api/jobs/${encodeURIComponent(id)}`, undefined, options)
  }

  cancelJob(id: string, options?: CallOptions): Promise<Job> {
    return this.data('POST', `/api/jobs/${encodeURIComponent(id)}/cancel`, undefined, options)
  }

  undoJob(id: string, options?: CallOptions): Promise<Job> {
    return this.data('POST', `/api/jobs/${encodeURIComponent(id)}/undo`, undefined, options)
  }

  /** The job when it has ended, however it did. */
  async waitForJob(
    id: string,
    {
      everyMs = 1000,
      onProgress,
      ...options
    }: CallOptions & {
      everyMs?: number
      onProgress?: (job: Job) => void
    } = {}
  ): Promise<Job> {
    for (;;) {
      const job = await this.job(id, options)
      onProgress?.(job)
      if (job.state !== 'queued' && job.state !== 'running') return job
      await new Promise((resume) => setTimeout(resume, everyMs))
    }
  }

  /** Any other call; what it answers is the caller's to know. @throws XinglinError for a refusal */
  async request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    options?: Sending
  ): Promise<T> {
    const response = await this.#send(method, path, body, options)
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** The same where the answer is `{data}`. */
  async data<T>(method: string, path: string, body?: unknown, options?: Sending): Promise<T> {
    return (await this.request<{ data: T }>(method, path, body, options)).data
  }

  async #send(
    method: string,
    path: string,
    body?: unknown,
    { signal, headers }: Sending = {}
  ): Promise<Response> {
    const isForm = body instanceof FormData
    const response = await this.#fetch(this.#baseUrl + path, {
      method,
      credentials: this.#token === undefined ? 'include' : 'omit',
      headers: {
        Accept: 'application/json',
        ...(this.#locale && { 'Accept-Language': this.#locale }),
        ...this.#proof(method),
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
    if (!response.ok) throw await refusalOf(response)
    return response
  }

  #proof(method: string): Record<string, string> {
    if (this.#token !== undefined) return { Authorization: `Bearer ${this.#token}` }
    const xsrf = method === 'GET' ? undefined : this.#xsrfToken()
    return xsrf === undefined ? {} : { 'X-XSRF-TOKEN': xsrf }
  }

  #keep(answer: SignedIn | NextStep): SignedIn | NextStep {
    if ('token' in answer) this.#token = answer.token
    return answer
  }
}

export function createClient(options?: ClientOptions): Client {
  return new Client(options)
}

async function refusalOf(response: Response): Promise<XinglinError> {
  const seconds = Number(response.headers.get('retry-after'))
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null
  try {
    const { errors } = (await response.json()) as { errors: ErrorItem[] }
    return new XinglinError(response.status, errors, retryAfter)
  } catch {
    // Not from Xinglin: a proxy in between.
    const message = `${response.status} ${response.statusText}`
    return new XinglinError(response.status, [{ code: 'E_UNAVAILABLE', message }], retryAfter)
  }
}

function keyed(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { 'Idempotency-Key': key }
}

/** Lists as JSON, as the address of a query has them. */
function searchOf(query: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    const plain = name === 'fields' ? (value as string[]).join(',') : value
    search.set(name, typeof plain === 'object' ? JSON.stringify(plain) : String(plain))
  }
  const text = search.toString()
  return text && `?${text}`
}

function xsrfFromDocument(): string | undefined {
  const { document } = globalThis as { document?: { cookie: string } }
  const found = document?.cookie.split('; ').find((part) => part.startsWith('XSRF-TOKEN='))
  return found?.slice('XSRF-TOKEN='.length)
}
