/** Channels of a lifecycle: what timelines and refused transitions tell. */
import { seesCell, seesRow } from './roles.ts'
import { leaked, type Look } from './reading.ts'
import type { PlantedRow } from './world.ts'

const stateSeen = ({ role, planted }: Look, row: PlantedRow) =>
  !row.deleted && seesCell(role, 'read', row, 'state', planted.fields)

/** A timeline is told to who sees the state of that row; nobody hears of another's. */
export async function readTimelines(look: Look): Promise<string[]> {
  const found: string[] = []
  const { client, path, planted, role } = look
  const reasons = planted.rows.map(({ reason }) => reason)
  for (const [i, row] of planted.rows.entries()) {
    const { status, body } = await client('GET', `${path}/${row.id}/timeline`)
    const text = JSON.stringify(body)
    found.push(...leaked(look, 'read', text))
    for (const [j, reason] of reasons.entries())
      if (reason && text.includes(reason) && !(j === i && stateSeen(look, row)))
        found.push(`the timeline of row ${j} at row ${i}`)
    const isThere = !row.deleted && seesRow(role, 'read', row)
    if ((status === 200) !== isThere) found.push(`row ${i}: status ${status}`)
    if (row.reason && stateSeen(look, row) && !text.includes(row.reason))
      found.push(`the timeline of row ${i} is missing`)
  }
  return found
}

/** A transition that is refused tells the present state to who may read it, and nothing else of the record. */
export async function readMoves(look: Look): Promise<string[]> {
  const found: string[] = []
  const { client, path, planted, role } = look
  for (const name of Object.keys(planted.resource.definition.lifecycle?.transitions ?? {})) {
    for (const [i, row] of planted.rows.entries()) {
      const { status, body } = await client('POST', `${path}/${row.id}/transitions/${name}`, {})
      found.push(...leaked(look, 'read', JSON.stringify(body)))
      if (status < 400) found.push(`row ${i} was moved`)
      const told = body.errors[0].meta?.state !== undefined
      if (status === 409 && told !== stateSeen(look, row)) found.push(`the state of row ${i}`)
      const isTheirs = !row.deleted && seesRow(role, 'update', row)
      if (isTheirs !== (status === 409 || status === 422)) found.push(`row ${i}: status ${status}`)
    }
    const one = await client('GET', `${path}?can=true&pageSize=500`)
    if (one.status === 200) found.push(...leaked(look, 'list', JSON.stringify(one.body.meta)))
  }
  return found
}
