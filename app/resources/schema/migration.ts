/** Migrations: checked-in lists of schema steps, written by `node ace resource:migration`. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Step } from '#app/database/table.ts'

export interface Migration {
  steps: readonly Step[]
}

export function defineMigration(steps: readonly Step[]): Migration {
  return { steps }
}

export interface NamedMigration extends Migration {
  /** `<origin>/<file>`: stable wherever the plugin's folder lies. */
  name: string
  origin: string
}

/** The migrations in a folder, in the order of their file names. */
export async function migrationsIn(folder: string, origin: string): Promise<NamedMigration[]> {
  const files = await readdir(folder).catch(() => [] as string[])
  const names = files.filter((file) => /^\d{4}_[a-z0-9_]+\.(ts|js)$/.test(file)).sort()
  return Promise.all(
    names.map(async (file) => {
      const module = (await import(pathToFileURL(join(folder, file)).href)) as {
        default: Migration
      }
      return {
        name: `${origin}/${file.replace(/\.[tj]s$/, '')}`,
        origin,
        steps: module.default.steps,
      }
    })
  )
}
