/** People of the demo hospital, and new ones, as clients of the running server. */
import { DEMO_PASSWORD } from '#app/system/demo.ts'

export interface Answer {
  status: number
  headers: Headers
  // Tests look into answers of every form.
  body: any
}
export type Client = (method: string, path: string, body?: unknown) => Promise<Answer>

const origin = () => process.env.APP_URL!

export async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {}
): Promise<Answer> {
  const response = await fetch(origin() + path, {
    method,
    headers: {
      // A kept connection may be closed by the server while a long test runs without it.
      connection: 'close',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? null : JSON.parse(text),
  }
}

/** A client that is signed in by a token. */
export async function clientOf(login: string, password = DEMO_PASSWORD): Promise<Client> {
  const answer = await send('POST', '/api/auth/tokens', { login, password })
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(answer)}`)
  const headers = { authorization: `Bearer ${answer.body.data.token}` }
  return (method, path, body) => send(method, path, body, headers)
}

/** A new account with these roles, made by `admin`; its login, password and id. */
export async function makePerson(
  admin: Client,
  login: string,
  roles: readonly string[] = [],
  password = DEMO_PASSWORD
): Promise<{ id: string; login: string; password: string }> {
  const made = await admin('POST', '/api/resources/core.users', { login, name: login, password })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const { id } = made.body.data
  for (const role of roles) {
    const membership = await admin('POST', '/api/resources/core.memberships', { user: id, role })
    if (membership.status !== 201) throw new Error(JSON.stringify(membership.body))
  }
  return { id, login, password }
}

/** A new role with these grants; its id. */
export async function makeRole(
  admin: Client,
  name: string,
  grants: readonly Record<string, unknown>[]
): Promise<string> {
  const made = await admin('POST', '/api/resources/core.roles', { name })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const role = made.body.data.id
  for (const grant of grants) {
    const granted = await admin('POST', '/api/resources/core.grants', { role, ...grant })
    if (granted.status !== 201) throw new Error(JSON.stringify(granted.body))
  }
  return role
}
