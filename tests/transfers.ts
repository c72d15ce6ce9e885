/** Uploading, importing and waiting for jobs, as tests of files, imports and exports do. */
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '#app/system/demo.ts'
import { send, type Answer, type Client } from './people.ts'

type Content = string | Buffer<ArrayBuffer>

/** The header that signs a person in. */
export async function bearer(login: string): Promise<Record<string, string>> {
  const answer = await send('POST', '/api/auth/tokens', { login, password: DEMO_PASSWORD })
  return { authorization: `Bearer ${answer.body.data.token}` }
}

/** Posts a body as it stands, with its own content type. */
export async function post(
  path: string,
  body: string | FormData,
  headers: Record<string, string>
): Promise<Answer> {
  const response = await fetch(process.env.APP_URL! + path, { method: 'POST', body, headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text && JSON.parse(text) }
}

export function upload(
  headers: Record<string, string>,
  content: Content,
  name: string
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  return post('/api/files', form, headers)
}

/** The job when it has ended. */
// Tests look into answers of every form.

export async function ended(client: Client, jobId: string): Promise<any> {
  for (let tries = 0; tries < 3000; tries++) {
    const { body } = await client('GET', `/api/jobs/${jobId}`)
    if (body.data && !['queued', 'running'].includes(body.data.state)) return body.data
    await sleep(100)
  }
  throw new Error(`Job ${jobId} did not end`)
}

/** Uploads a table and imports it; the job when it has ended, or the refusal. */
export async function importTable(
  client: Client,
  headers: Record<string, string>,
  resource: string,
  content: Content,
  plan: Record<string, unknown>,
  name = 'rows.csv'
): Promise<any> {
  const { body } = await upload(headers, content, name)
  const asked = await client('POST', `/api/resources/${resource}/imports`, {
    fileId: body.data.id,
    ...plan,
  })
  return asked.status === 202 ? ended(client, asked.body.data.jobId) : asked
}
