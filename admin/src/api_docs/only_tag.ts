type Parts = Record<string, Record<string, unknown>>

export interface OpenApi {
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, { tags: string[] }>>
  components: Parts
  servers?: unknown
  [part: string]: unknown
}

/** The document's part under one tag, with the components it refers to and no others. */
export function onlyTag(spec: OpenApi, tag: string): OpenApi {
  const paths = Object.fromEntries(
    Object.entries(spec.paths).flatMap(([path, methods]) => {
      const own = Object.entries(methods).filter(([, { tags }]) => tags.includes(tag))
      return own.length > 0 ? [[path, Object.fromEntries(own)] as const] : []
    })
  )
  const components: Parts = { securitySchemes: spec.components.securitySchemes! }
  const keep = (part: unknown) => {
    for (const [kind, name] of referencesOf(part)) {
      if (components[kind]?.[name] !== undefined) continue
      const found = spec.components[kind]?.[name]
      ;(components[kind] ??= {})[name] = found
      keep(found)
    }
  }
  keep(paths)
  return { ...spec, tags: spec.tags.filter(({ name }) => name === tag), paths, components }
}

function referencesOf(part: unknown): [kind: string, name: string][] {
  const found = JSON.stringify(part).matchAll(/"\$ref":"#\/components\/([^/"]+)\/([^"]+)"/g)
  return [...found].map(([, kind, name]) => [kind!, name!])
}
