/** Where the application lives, and how its files are imported by the framework. */
export const APP_ROOT = new URL('../', import.meta.url)

export function importer(path: string): Promise<unknown> {
  const local = path.startsWith('./') || path.startsWith('../')
  return import(local ? new URL(path, APP_ROOT).href : path)
}
