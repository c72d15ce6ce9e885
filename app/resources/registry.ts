import type { ResourceDefinition } from '@xinglin/contracts'
import { Resource, type ResourceField } from './resource.ts'

/** A relation seen from the resource it points at. */
export interface IncomingReference {
  resource: Resource
  field: ResourceField
}

const resources = new Map<string, Resource>()

/** Makes a resource known; `origin` is the plugin that brings it. */
export function registerResource(definition: ResourceDefinition, origin: string): Resource {
  if (resources.has(definition.name))
    throw new Error(`Resource ${definition.name} is defined twice`)
  const resource = new Resource(definition, origin)
  resources.set(definition.name, resource)
  return resource
}

export function findResource(name: string): Resource | undefined {
  return resources.get(name)
}

/** @throws when code names a resource that no plugin brought: a mistake of the code, not of a person. */
export function getResource(name: string): Resource {
  const resource = resources.get(name)
  if (!resource) throw new Error(`No resource ${name} is registered`)
  return resource
}

export function allResources(): Resource[] {
  return [...resources.values()]
}

/** The belongsTo fields of all resources that point at this one. */
export function referencesTo(name: string): IncomingReference[] {
  return allResources().flatMap((resource) =>
    resource.storedFields
      .filter((field) => field.target === name && !field.system)
      .map((field) => ({ resource, field }))
  )
}

/** Checks that every relation's target exists; run once all plugins have registered. */
export function checkRelations(): void {
  for (const resource of resources.values()) {
    for (const field of resource.fields.values()) {
      if (!field.target) continue
      const target = resources.get(field.target)
      if (!target)
        throw new Error(
          `Resource ${resource.name}, field "${field.name}": no resource ${field.target} is registered`
        )
      if (
        field.definition.type === 'hasMany' &&
        target.field(field.definition.mappedBy)?.target !== resource.name
      ) {
        throw new Error(
          `Resource ${resource.name}, field "${field.name}": ${field.target} has no belongsTo "${field.definition.mappedBy}" that points back`
        )
      }
    }
  }
}
