import { migrate } from '#app/resources/schema/migrator.ts'
import { allMigrations } from './schema_sources.ts'
import { seedAccess } from '#app/access/seed.ts'
import { seedDemo } from './demo.ts'
import { env } from '../../start/env.ts'
import { createDatabase } from './create_database.ts'

/** Makes an empty or older database ready for this version; run before the workers start. */
export async function prepare(root: URL, say: (message: string) => void): Promise<void> {
  await createDatabase(env.database, env.storagePath)
  const finished = await migrate(await allMigrations(root))
  if (finished.length > 0) say(`migrated: ${finished.join(', ')}`)
  await seedAccess()
  if (env.demo && (await seedDemo())) say('the demo hospital is ready')
}
