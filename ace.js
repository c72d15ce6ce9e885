/** Console entry: `node ace <command>`. Re-runs itself under the project's own Node when the running one is too old. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

if (Number(process.versions.node.split('.')[0]) < 24) {
  const node = fileURLToPath(new URL('./node_modules/.bin/node', import.meta.url))
  const { status } = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(status ?? 1)
}
await import('./bin/console.ts')
