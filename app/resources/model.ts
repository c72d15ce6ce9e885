/** The Lucid model of a resource: for writes and behaviour. Reads of many records go through the compiler instead. */
import { BaseModel, SnakeCaseNamingStrategy } from '@adonisjs/lucid/orm'
import type { LucidModel, LucidRow } from '@adonisjs/lucid/types/model'
import type { ResourceDefinition } from '@xinglin/contracts'
import { fromStored, toStored } from '#app/database/instant.ts'
import type { ModelOf } from './model_types.ts'
import { getResource } from './registry.ts'
import type { Resource, ResourceField } from './resource.ts'
import { pairTableName } from './schema/resource_tables.ts'

/** The attribute a field has on a model: a relation's is its id, `doctorId`. */
export function attributeOf(field: ResourceField): string {
  if (field.system) return field.name === 'departmentId' ? 'ownerDepartmentId' : field.name
  return field.target ? `${field.name}Id` : field.name
}

const classes = new Map<string, LucidModel>()
/** Resources whose class is a plugin's. */
const own = new Set<string>()

/** The base class for a resource's own model: `class Drug extends modelOf(drugs) { raise(percent) {…} }`. */
export function modelOf<R extends ResourceDefinition>(definition: R): ModelOf<R> {
  return buildModel(getResource(definition.name)) as unknown as ModelOf<R>
}

/** Makes the class the one that the engine writes this resource with, so that its hooks run on every write. */
export function useModel(name: string, model: LucidModel): void {
  finish(getResource(name), model)
  classes.set(name, model)
  own.add(name)
}

/** Whether a plugin's class writes this resource, whose hooks must run for each record. */
export function hasOwnModel(resource: Resource): boolean {
  return own.has(resource.name)
}

export function modelFor(resource: Resource): LucidModel {
  let model = classes.get(resource.name)
  if (!model) {
    model = buildModel(resource)
    finish(resource, model)
    classes.set(resource.name, model)
  }
  return model
}

/** Lucid derives a table's name from each class anew; a class made from ours keeps the resource's table. */
class OneTable extends SnakeCaseNamingStrategy {
  readonly #table: string

  constructor(table: string) {
    super()
    this.#table = table
  }

  override tableName(): string {
    return this.#table
  }
}

function buildModel(resource: Resource): LucidModel {
  class ResourceModel extends BaseModel {
    static override namingStrategy = new OneTable(resource.table)
    static override selfAssignPrimaryKey = true
  }
  ResourceModel.boot()
  for (const field of resource.storedFields) {
    ResourceModel.$addColumn(attributeOf(field), {
      isPrimary: field.name === 'id',
      columnName: field.column,
      serializeAs: attributeOf(field),
      // Masks and secrets hold for whoever serialises a model, too.
      serialize: (value: unknown) => (field.type.toJson ? field.type.toJson(value, field) : value),
      prepare: (value: unknown) => field.toDb(value),
      consume: (stored: unknown) => field.fromDb(stored),
    })
  }
  if (!resource.isLog) {
    ResourceModel.$addColumn('deletedAt', {
      columnName: 'deleted_at',
      prepare: (value: string | null) => value && toStored(value),
      consume: (stored: string | null) => stored && fromStored(stored),
    })
    ResourceModel.$addColumn('live', { columnName: 'live' })
  }
  for (const { name } of companionsOf(resource))
    ResourceModel.$addColumn(name, { columnName: name, serializeAs: null })
  for (const field of resource.fields.values())
    if (!field.system) addRelation(ResourceModel, resource, field)
  return ResourceModel as unknown as LucidModel
}

/** What `preload` and `related` know by the field's name. Deleted records are not among the related. */
function addRelation(model: typeof BaseModel, resource: Resource, field: ResourceField): void {
  if (!field.target) return
  const related = () => modelFor(getResource(field.target!))
  const onQuery = (query: { where(column: string, value: string): unknown }) =>
    void query.where('live', '')
  switch (field.definition.type) {
    case 'belongsTo':
    case 'parent':
      model.$addRelation(field.name, 'belongsTo', related, {
        localKey: 'id',
        foreignKey: attributeOf(field),
      })
      break
    case 'hasMany':
      model.$addRelation(field.name, 'hasMany', related, {
        localKey: 'id',
        foreignKey: `${field.definition.mappedBy}Id`,
        onQuery,
      })
      break
    case 'manyToMany':
      model.$addRelation(field.name, 'manyToMany', related, {
        localKey: 'id',
        relatedKey: 'id',
        pivotTable: pairTableName(resource, field),
        pivotForeignKey: 'owner_id',
        pivotRelatedForeignKey: 'target_id',
        onQuery,
      })
  }
}

function companionsOf(resource: Resource) {
  return resource.storedFields.flatMap((field) => field.type.companions?.(field) ?? [])
}

const finished = new WeakSet<LucidModel>()

/** The engine's own hook comes last, after those of a plugin's class, so that it sees the values that are written. */
function finish(resource: Resource, model: LucidModel): void {
  if (finished.has(model)) return
  finished.add(model)
  for (const field of resource.storedFields) {
    if (Object.getOwnPropertyDescriptor(model.prototype, attributeOf(field))?.get) {
      throw new Error(
        `Model of ${resource.name}: an accessor "${attributeOf(field)}" would be ignored, the field has that name`
      )
    }
  }
  model.before('save', (record: LucidRow) => {
    for (const field of resource.storedFields) {
      if (!field.type.companionValues || !Object.hasOwn(record.$dirty, attributeOf(field))) continue
      Object.assign(
        record.$attributes,
        field.type.companionValues(record.$attributes[attributeOf(field)], field)
      )
    }
  })
}
