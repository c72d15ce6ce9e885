import type { HttpContext } from '@adonisjs/core/http'
import { actorOf } from '#app/access/snapshot.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { addFile } from './add_file.ts'
import { contentType } from './content_type.ts'
import { readableFile } from './file_access.ts'
import { sendFile } from './file_response.ts'
import { readContent, removeContent, storeContent } from './file_store.ts'
import { readMultipart } from './multipart.ts'
import { readAddress, signAddress } from './signed_address.ts'

/** Files over HTTP (docs/api.md, "Files"). */
export default class FilesController {
  async store(ctx: HttpContext) {
    const { content, name } = await readMultipart(ctx.request.request, async (stream, named) => ({
      content: await storeContent(stream),
      name: named,
    }))
    try {
      const type = await contentType(() => readContent(content.storedAs), name)
      if (!type) throw new Refusal('E_UNSUPPORTED_FILE')
      const id = await addFile(ctx.actor, { ...content, name, type })
      return ctx.response.status(201).json({ data: { id, name, size: content.size, type } })
    } catch (error) {
      await removeContent(content.storedAs)
      throw error
    }
  }

  async show(ctx: HttpContext) {
    sendFile(ctx, await readableFile(ctx.actor, ctx.params.id))
  }

  async address(ctx: HttpContext) {
    const { id } = await readableFile(ctx.actor, ctx.params.id)
    const { user } = ctx.actor
    return { data: signAddress({ file: id, user: user.id, department: user.departmentId }) }
  }

  /** Without a session: by the rights that the person the address was made for has now. */
  async signed(ctx: HttpContext) {
    const bearer = readAddress(ctx.params.id, ctx.request.qs().token)
    if (!bearer) throw new Refusal('E_NOT_FOUND')
    const actor = await actorOf(bearer.user, bearer.department)
    sendFile(ctx, await readableFile(actor, bearer.file))
  }
}
