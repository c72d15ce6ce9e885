/** Facts of every process of Xinglin, set before anything else is imported. */
import { enableCompileCache, registerHooks } from 'node:module'

process.env.TZ = 'UTC'
enableCompileCache()

/** The doors' names work alike for plugins inside the repository and for installed packages. */
const DOORS: Record<string, string> = {
  '@xinglin/core': new URL('../app/core.ts', import.meta.url).href,
  '@xinglin/contracts': new URL('../app/contracts/index.ts', import.meta.url).href,
}
/** The framework asks for these by the names they would have when compiled. */
const ROOT = new URL('../', import.meta.url).href
const COMPILED = /^(adonisrc|commands\/[a-z_]+)\.js$/

registerHooks({
  resolve(specifier, context, next) {
    const door = DOORS[specifier]
    if (door) return { url: door, format: 'module-typescript', shortCircuit: true }
    const compiled = specifier.startsWith(ROOT) && COMPILED.test(specifier.slice(ROOT.length))
    return next(compiled ? specifier.replace(/\.js$/, '.ts') : specifier, context)
  },
})
