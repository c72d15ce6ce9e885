/** Where tables and migrations come from: the core, then each plugin in its own folder. */
import { fileURLToPath } from 'node:url'
import { loadedPlugins, pluginFolder } from '#app/plugins/host.ts'
import { coreTables } from '#app/core_resources.ts'
import { allResources } from '#app/resources/registry.ts'
import { migrationsIn, type NamedMigration } from '#app/resources/schema/migration.ts'
import { tablesOf } from '#app/resources/schema/resource_tables.ts'
import type { Schema } from '#app/database/table.ts'

export interface Origin {
  id: string
  /** Where its migrations lie. */
  folder: string
}

export function origins(root: URL): Origin[] {
  return [
    { id: 'core', folder: fileURLToPath(new URL('database/migrations/', root)) },
    ...loadedPlugins().map(({ id }) => ({
      id,
      folder: `${pluginFolder(root, id)}database/migrations/`,
    })),
  ]
}

export async function allMigrations(root: URL): Promise<NamedMigration[]> {
  const lists = await Promise.all(origins(root).map(({ id, folder }) => migrationsIn(folder, id)))
  return lists.flat()
}

/** The tables that the definitions of one origin ask for. */
export function wantedSchema(origin: string): Schema {
  const tables = allResources()
    .filter((resource) => resource.origin === origin)
    .flatMap(tablesOf)
  if (origin === 'core') tables.push(...coreTables)
  return new Map(tables.map((table) => [table.name, table]))
}
