/** What `layout` of a stored screen must be; `docs/schemas/screen.schema.json` publishes the same form. */
import type { Screen } from '@xinglin/contracts'
import { SYSTEM_ACTOR } from '#app/access/grant.ts'
import { UnknownVariable } from '#app/access/variables.ts'
import { Refusal } from '#app/errors/refusal.ts'
import { Compiler } from '#app/resources/query/compiler.ts'
import { filtersOf } from '#app/resources/query/query.ts'
import type { Resource } from '#app/resources/resource.ts'

export type Layout = Pick<Screen, 'columns' | 'filters' | 'sections' | 'component'>
type Part = keyof Layout

/** The parts each kind of screen may have, the one it must have first. */
const PARTS: Record<Screen['kind'], readonly Part[]> = {
  list: ['columns', 'filters'],
  tree: ['columns', 'filters'],
  form: ['sections'],
  detail: ['sections'],
  page: ['component'],
}
const TITLE_LENGTH = 64
const WIDEST = 2000
const COMPONENT = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)?$/

/**
 * Where a layout is wrong, as paths into it such as `columns.2.width`; empty when it can be shown.
 * `resource` is null for a `page`.
 */
export function layoutProblems(
  kind: Screen['kind'],
  resource: Resource | null,
  layout: unknown
): string[] {
  if (!isObject(layout)) return [PARTS[kind][0]!]
  const parts = PARTS[kind]
  const unknown = Object.keys(layout).filter((name) => !(parts as readonly string[]).includes(name))
  if (kind === 'page')
    return [...unknown, ...(matches(layout.component, COMPONENT) ? [] : ['component'])]
  if (!resource) return unknown
  const found =
    kind === 'form' || kind === 'detail'
      ? sectionProblems(kind, resource, layout.sections)
      : [
          ...columnProblems(resource, layout.columns),
          ...filterProblems(resource, layout.filters).map((path) => `filters.${path}`),
        ]
  return [...unknown, ...found]
}

function columnProblems(resource: Resource, columns: unknown): string[] {
  if (columns === undefined) return []
  if (!Array.isArray(columns) || columns.length === 0) return ['columns']
  const seen = new Set<unknown>()
  return columns.flatMap((column: unknown, at) => {
    const path = `columns.${at}`
    if (!isObject(column) || !onlyKeys(column, ['field', 'width'])) return [path]
    const { field, width } = column
    if (!isField(resource, field) || seen.has(field)) return [`${path}.field`]
    seen.add(field)
    return width === undefined || isWhole(width, 1, WIDEST) ? [] : [`${path}.width`]
  })
}

/** No variables: they belong to row scopes, and the list would ask for them as plain text. */
function filterProblems(resource: Resource, filters: unknown): string[] {
  if (filters === undefined) return []
  try {
    const compiler = new Compiler(SYSTEM_ACTOR)
    compiler.filters(compiler.source(resource, null), filtersOf(filters))
    return []
  } catch (error) {
    if (error instanceof UnknownVariable) return [error.message]
    if (error instanceof Refusal) return [String(error.problems[0]?.meta?.field ?? '')]
    throw error
  }
}

/** A form that leaves out what must be filled in could never be saved. */
function sectionProblems(kind: 'form' | 'detail', resource: Resource, sections: unknown): string[] {
  if (!Array.isArray(sections) || sections.length === 0) return ['sections']
  const seen = new Set<unknown>()
  const problems = sections.flatMap((section: unknown, at) => {
    const path = `sections.${at}`
    if (!isObject(section) || !onlyKeys(section, ['title', 'fields'])) return [path]
    const { title, fields } = section
    const wrongTitle =
      title !== undefined && (typeof title !== 'string' || [...title].length > TITLE_LENGTH)
    if (!Array.isArray(fields) || fields.length === 0) return [`${path}.fields`]
    const wrong = fields.flatMap((field: unknown, index) => {
      if (!isField(resource, field) || seen.has(field)) return [`${path}.fields.${index}`]
      seen.add(field)
      return []
    })
    return wrongTitle ? [`${path}.title`, ...wrong] : wrong
  })
  if (kind === 'detail' || problems.length > 0) return problems
  return [...resource.fields.values()]
    .filter(
      ({ name, definition, system }) =>
        !system &&
        definition.required &&
        !definition.readonly &&
        definition.default === undefined &&
        !seen.has(name)
    )
    .map(({ name }) => `sections: ${name}`)
}

function isField(resource: Resource, name: unknown): name is string {
  return typeof name === 'string' && resource.field(name) !== undefined
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function onlyKeys(value: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(value).every((name) => names.includes(name))
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}
