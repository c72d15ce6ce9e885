/** Judges answers of the running server by what OpenAPI says of them. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import ajvFormats from 'ajv-formats'
import type { OpenApi } from '#app/openapi/document.ts'
import type { Answer, Client } from '#tests/people.ts'

/** Records, and what else has no fields beyond those the document names. */
const CLOSED =
  /^([a-z_]+\.[A-Za-z]+|Reference|PageMeta|RecordMeta|Revision|TimelineEntry|Job|File|Identity|Session)$/

type Call = { status?: number; body?: unknown; search?: string }

/** Keeps which operations were tried; `ask` throws where the answer is another than the document promises. */
export class Judge {
  readonly tried = new Set<string>()
  readonly #document: OpenApi
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true })

  constructor(document: OpenApi) {
    // A record has the fields the document names and no others.
    this.#document = structuredClone(document)
    for (const [name, schema] of Object.entries(this.#document.components.schemas))
      if (CLOSED.test(name)) Object.assign(schema as object, { additionalProperties: false })
    ajvFormats.default(this.#ajv)
    this.#ajv.addSchema(this.#document, 'openapi')
  }

  schema(pointer: string): ValidateFunction {
    return this.#ajv.compile({ $ref: `openapi#/${pointer}` })
  }

  /** Calls `path` as the document has it, with `{names}` filled in from `ids`. */
  async ask(
    client: Client,
    method: string,
    path: string,
    ids: Record<string, string | number> = {},
    { status = 200, body, search = '' }: Call = {}
  ): Promise<Answer> {
    const operation = this.#document.paths[path]?.[method] as Operation | undefined
    if (!operation) throw new Error(`${method} ${path} is not in the document`)
    this.tried.add(operation.operationId)
    const address = path.replace(/\{(\w+)\}/g, (_, name: string) => String(ids[name]))
    const answer = await client(method.toUpperCase(), address + search, body)
    const what = `${method} ${address}`
    if (answer.status !== status)
      throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
    const promised = operation.responses[status]
    if (!promised) throw new Error(`${what}: ${status} is not in the document`)
    if (status !== 204) this.#check(what, this.#place(path, method, status, promised), answer.body)
    return answer
  }

  #place(path: string, method: string, status: number, promised: Promised): string {
    const shared = promised.$ref?.slice(2)
    const own = `paths/${escaped(path)}/${method}/responses/${status}`
    return `${shared ?? own}/content/application~1json/schema`
  }

  #check(what: string, pointer: string, body: unknown): void {
    const check = this.schema(pointer)
    if (!check(body))
      throw new Error(
        `${what}: ${JSON.stringify(check.errors)} ${JSON.stringify(body).slice(0, 1500)}`
      )
  }
}

interface Promised {
  $ref?: string
}
interface Operation {
  operationId: string
  responses: Record<number, Promised>
}

function escaped(path: string): string {
  return encodeURIComponent(path.replaceAll('~', '~0').replaceAll('/', '~1'))
}
