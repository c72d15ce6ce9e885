/** Facts of every process of Xinglin, set before anything else is imported. */
import { enableCompileCache, registerHooks } from 'node:module'

process.env.TZ = 'UTC'
enableCompileCache()

/** The doors' names work alike for plugins inside the repository and for installed packages. */
const DOORS: Record<string, string> = {
  '@xinglin/core': new URL('../app/core.ts', import.meta.url).href,
  '@xinglin/contracts': new URL('../app/contracts/index.ts', import.meta.url).href,
}
registerHooks({
  resolve(specifier, context, next) {
    const door = DOORS[specifier]
    return door
      ? { url: door, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context)
  },
})
