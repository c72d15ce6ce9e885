import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BaseCommand } from '@adonisjs/core/ace'
import { format, resolveConfig } from 'prettier'
import { migrationsIn } from '#app/resources/schema/migration.ts'
import { plan, replay } from '#app/resources/schema/plan.ts'
import { origins, wantedSchema } from '#app/system/schema_sources.ts'
import type { Step } from '#app/database/table.ts'

/** Writes a migration with the difference between what the migrations so far make and what the definitions say. */
export default class ResourceMigration extends BaseCommand {
  static override commandName = 'resource:migration'
  static override description = 'Write migrations for resources whose definition has changed'
  static override options = { startApp: true }

  declare check: boolean

  static {
    this.defineFlag('check', {
      type: 'boolean',
      description: 'Only say whether a migration is missing',
    })
  }

  override async run() {
    for (const { id, folder } of origins(this.app.appRoot)) {
      const migrations = await migrationsIn(folder, id)
      const steps = plan(
        replay(migrations.flatMap((migration) => [...migration.steps])),
        wantedSchema(id)
      )
      if (steps.length === 0) continue
      if (this.check) {
        this.exitCode = 1
        this.logger.error(`${id}: the definitions have changed; run node ace resource:migration`)
        continue
      }
      const file = `${String(migrations.length + 1).padStart(4, '0')}_${nameOf(steps)}.ts`
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, file), await source(id, steps))
      this.logger.action(`create ${id} migration ${file} (${steps.length} steps)`).succeeded()
    }
  }
}

function nameOf(steps: readonly Step[]): string {
  const tables = new Set(
    steps.map((step) => (step.do === 'createTable' ? step.table.name : step.table))
  )
  const [first] = tables
  return tables.size === 1 ? first!.replace(/^[a-z0-9]+__/, '').replaceAll('__', '_') : 'resources'
}

async function source(origin: string, steps: readonly Step[]): Promise<string> {
  const options = await resolveConfig('package.json')
  const door = origin === 'core' ? '#app/resources/schema/migration.ts' : '@xinglin/core'
  const text = `import { defineMigration } from '${door}'\n\nexport default defineMigration(${JSON.stringify(steps)})`
  return format(text, { ...options, parser: 'typescript' })
}
