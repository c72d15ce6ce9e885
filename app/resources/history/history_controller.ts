import type { HttpContext } from '@adonisjs/core/http'
import { authorize } from '#app/access/authorize.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { askWritten } from '../operations/written.ts'
import { restore } from '../operations/restore.ts'
import { restoreRevision } from './restore_revision.ts'
import { revisions } from './revisions.ts'

export default class HistoryController {
  async index({ actor, params }: HttpContext) {
    return { data: await revisions(authorize(actor, params.resource, 'read'), params.id) }
  }

  async restoreRevision({ actor, params, request }: HttpContext) {
    const reading = authorize(actor, params.resource, 'read')
    const updating = authorize(actor, params.resource, 'update')
    const { version = null } = request.body()
    if (version !== null && !Number.isInteger(version))
      throw new Refusal([{ code: 'E_TYPE', field: 'version' }])
    const n = /^[1-9]\d{0,8}$/.test(params.n) ? Number(params.n) : null
    if (n === null) throw new Refusal('E_NOT_FOUND')
    const restored = await restoreRevision(reading, updating, params.id, n, version)
    const answer = await askWritten(updating, restored)
    return { data: await answer(), meta: { kept: restored.kept } }
  }

  /** From the recycle bin; `{alone: true}` leaves there what was deleted with it. */
  async restore({ actor, params, request }: HttpContext) {
    const grant = authorize(actor, params.resource, 'restore')
    const restored = await restore(grant, params.id, request.body().alone === true)
    const answer = await askWritten(grant, restored)
    return { data: await answer(), meta: { together: restored.together } }
  }
}
