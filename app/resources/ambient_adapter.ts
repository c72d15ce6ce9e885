import { Adapter } from '@adonisjs/lucid/orm'
import type { LucidModel, ModelAdapterOptions } from '@adonisjs/lucid/types/model'
import { currentTransaction } from '#app/database/store.ts'

/** Models take part in the running transaction without being told. */
export class AmbientAdapter extends Adapter {
  override modelConstructorClient(model: LucidModel, options?: ModelAdapterOptions) {
    const ambient =
      options?.client ??
      (options?.connection || model.connection ? undefined : currentTransaction())
    return ambient ?? super.modelConstructorClient(model, options)
  }
}
