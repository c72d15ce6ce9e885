/** "@xinglin/core": the door of the core for plugins. What is not here is not offered. */
export type { Action, Filters, GrantDefinition, ResourceDefinition } from '@xinglin/contracts'
export { MANAGING_ACTIONS } from '@xinglin/contracts'
export { defineResource, type RecordOf } from '#app/resources/define_resource.ts'
export { defineLifecycle } from '#app/lifecycle/define_lifecycle.ts'
export type { Effect, Guard, Lifecycle } from '#app/lifecycle/lifecycle.ts'
export {
  belongsTo,
  boolean,
  choice,
  choices,
  computed,
  date,
  datetime,
  decimal,
  email,
  file,
  hasMany,
  idCard,
  image,
  integer,
  json,
  manyToMany,
  mobile,
  money,
  parent,
  password,
  protect,
  region,
  richText,
  sequence,
  string,
  text,
  time,
  url,
  type Reference,
} from '#app/resources/fields/builders.ts'
export { modelOf, useModel } from '#app/resources/model.ts'
export type { ModelOf, ResourceTypes } from '#app/resources/model_types.ts'
export { definePlugin, type PluginDefinition } from '#app/plugins/define_plugin.ts'
export { defineMigration } from '#app/resources/schema/migration.ts'
export { transaction } from '#app/database/store.ts'
export { createRecords } from '#app/resources/operations/create_records.ts'
export { Refusal, type Problem } from '#app/errors/refusal.ts'
export type { Change, ChangedRecord, ResourceChecks } from '#app/resources/checks.ts'
