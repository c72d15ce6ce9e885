/** What the log keeps as codes, in a person's language. */
import type { AuditLine, Locale, Named } from '@xinglin/contracts'
import { stateLabel, transitionLabel } from '#app/lifecycle/words.ts'
import { findResource } from '#app/resources/registry.ts'
import type { Resource } from '#app/resources/resource.ts'
import { fieldLabel, resourceLabel } from '#app/resources/words.ts'
import type { TextContext } from '#app/resources/cell_text.ts'
import { hasText, translate } from '#app/texts/texts.ts'

/** A resource whose plugin has gone keeps its name. */
export function resourceNamed(name: string, locale: Locale): Named {
  const resource = findResource(name)
  return { name, label: resource ? resourceLabel(resource, locale) : name }
}

export function actionNamed(name: string, locale: Locale): Named {
  return { name, label: translate(locale, `audit.actions.${name}`) }
}

/** A path as lists and exports use it: `patient.name` is "patient › name". */
export function fieldNamed(resource: string | null, path: string, locale: Locale): Named {
  const labels: string[] = []
  let at = resource === null ? undefined : findResource(resource)
  for (const name of path.split('.')) {
    const field = at?.field(name)
    labels.push(field ? fieldLabel(field, locale) : name)
    at = field?.target ? findResource(field.target) : undefined
  }
  return { name: path, label: labels.join(' › ') }
}

/** A setting is called by its word, not by its key, and a grant by the resource it is for. */
export function titleInWords<T extends string | null>(
  resource: Pick<Named, 'name'> | null,
  title: T,
  locale: Locale
): T | string {
  if (title === null) return title
  const key = `settings.${title}`
  if (resource?.name === 'core.settings')
    return hasText(locale, key) ? translate(locale, key) : title
  return resource?.name === 'core.grants' ? resourceNamed(title, locale).label : title
}

/** Undefined: as it is. */
type NoteWriter = (value: unknown, resource: string | null, locale: Locale) => string | undefined

/** Words of a resource that may have gone with its plugin. */
function inResource(name: string | null, words: (known: Resource) => string): string | undefined {
  const resource = name === null ? undefined : findResource(name)
  return resource && words(resource)
}

const NOTE_WRITERS: Record<string, NoteWriter> = {
  refused: (code, _resource, locale) => translate(locale, `errors.${String(code)}`),
  field: (path, resource, locale) => fieldNamed(resource, String(path), locale).label,
  via: (action, _resource, locale) =>
    translate(locale, `core.grants.options.action.${String(action)}`),
  transition: (name, resource, locale) =>
    inResource(resource, (known) => transitionLabel(known, String(name), locale)),
  from: (state, resource, locale) =>
    inResource(resource, (known) => stateLabel(known, String(state), locale)),
  to: (state, resource, locale) =>
    inResource(resource, (known) => stateLabel(known, String(state), locale)),
  groupedBy: (paths, resource, locale) =>
    (paths as string[]).map((path) => fieldNamed(resource, path, locale).label).join('、'),
  columns: (paths, resource, locale) =>
    (paths as string[]).map((path) => fieldNamed(resource, path, locale).label).join('、'),
  kind: (kind, _resource, locale) =>
    translate(locale, `core.sessions.options.kind.${String(kind)}`),
}
/** For machines: which records exactly, and the file that was made. */
const SILENT = new Set(['first', 'last', 'file'])

export function notesOf(
  detail: Record<string, unknown> | null,
  resource: string | null,
  locale: Locale
): AuditLine['notes'] {
  return Object.entries(detail ?? {})
    .filter(([key, value]) => !SILENT.has(key) && value !== null && value !== undefined)
    .map(([key, value]) => ({
      label: translate(locale, `audit.detail.${key}`),
      text: NOTE_WRITERS[key]?.(value, resource, locale) ?? plainText(value),
    }))
}

/** The value of a setting in words: its option, yes or no, or as it is. */
export function settingText(
  key: string | undefined,
  value: unknown,
  locale: Locale,
  { yes, no }: TextContext
): string {
  if (typeof value === 'boolean') return value ? yes : no
  const option = `settings.options.${key}.${String(value)}`
  return hasText(locale, option) ? translate(locale, option) : plainText(value)
}

export function plainText(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string'))
    return value.join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
