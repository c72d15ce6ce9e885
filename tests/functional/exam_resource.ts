/** A resource with a field of every type, made for the exam: registered, and its tables created like any other's. */
import type { FieldDefinition, ResourceDefinition } from '@xinglin/contracts'
import { raw } from '#app/database/sql.ts'
import { dialect, execute } from '#app/database/store.ts'
import { offerTransitions } from '#app/lifecycle/offer_transitions.ts'
import { defineResource } from '#app/resources/define_resource.ts'
import { findResource, getResource, registerResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { statements } from '#app/resources/schema/ddl.ts'
import { plan } from '#app/resources/schema/plan.ts'
import { tablesOf } from '#app/resources/schema/resource_tables.ts'

/** Registers the resources under the origin `exam` and creates their tables; once for each name. */
export async function makeResources(...definitions: ResourceDefinition[]): Promise<Resource[]> {
  const fresh = definitions.filter(({ name }) => !findResource(name))
  for (const definition of fresh) registerResource(definition, 'exam')
  const tables = fresh.flatMap(({ name }) => tablesOf(getResource(name)))
  const steps = plan(new Map(), new Map(tables.map((table) => [table.name, table])))
  for (const step of steps)
    for (const statement of statements(step, dialect())) await execute(raw(statement))
  offerTransitions()
  return definitions.map(({ name }) => getResource(name))
}

export function resourceOf(name: string, fields: Record<string, FieldDefinition>, title: string) {
  return defineResource(name, { fields, title })
}
