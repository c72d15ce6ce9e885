/** A typed client as the text of one TypeScript file, for what a person may do; for the system: everything. */
import { readFile } from 'node:fs/promises'
import type { Locale } from '@xinglin/contracts'
import type { Actor } from '#app/access/grant.ts'
import { operatorsOf } from '#app/meta/field_meta.ts'
import { partsOf, type FieldPart, type ResourcePart } from '#app/openapi/part.ts'
import { nullable, type JsonSchema } from '#app/openapi/schema.ts'
import { fieldLabel, resourceLabel } from '#app/resources/words.ts'
import { typeText } from './type_text.ts'

interface Wanted {
  actor: Actor
  locale: Locale
  /** Names, or the beginning of names up to a dot: `dictionary.`; all where it is empty. */
  resources: readonly string[]
}

const IMPORT = "import type { Resources } from './resources.ts'\n"

/** @throws naming a wanted resource of which there is nothing for this person */
export async function generateClient({ actor, locale, resources }: Wanted): Promise<string> {
  const parts = chosen(partsOf(actor), resources)
  const runtime = await readFile(new URL('./runtime.ts', import.meta.url), 'utf8')
  if (!runtime.startsWith(IMPORT)) throw new Error('runtime.ts must begin with the import it loses')
  const operators = new OperatorTypes()
  const bodies = parts.map((part) => resourceText(part, locale, operators))
  return [
    '/** Made by `node ace client:generate`: do not edit, make it again. */\n',
    `export interface Resources {\n${bodies.join('\n')}\n}\n`,
    operators.text(),
    runtime.slice(IMPORT.length),
  ].join('\n')
}

/** The wanted resources, and those whose rows are edited inside them. */
function chosen(
  all: ReadonlyMap<string, ResourcePart>,
  wanted: readonly string[]
): readonly ResourcePart[] {
  if (wanted.length === 0) return [...all.values()]
  const isWanted = (name: string, each: string) =>
    each.endsWith('.') ? name.startsWith(each) : name === each
  const names = new Set<string>()
  for (const each of wanted) {
    const found = [...all.keys()].filter((name) => isWanted(name, each))
    if (found.length === 0) throw new Error(`There is no resource ${each}`)
    for (const name of found) names.add(name)
  }
  // A set may be added to while it is walked.
  for (const name of names)
    for (const { field } of [...all.get(name)!.answered, ...all.get(name)!.created])
      if (field.definition.type === 'hasMany') names.add(field.target!)
  return [...names].map((name) => all.get(name)!)
}

function resourceText(part: ResourcePart, locale: Locale, operators: OperatorTypes): string {
  const { resource, actions, answered, created, updated, transitions, revealed } = part
  const may = (action: 'create' | 'update') => actions.has(action)
  const lines = (fields: readonly FieldPart[], input: boolean) =>
    `{\n${fields.map((each) => fieldText(each, locale, input)).join('\n')}\n}`
  return `
  /** ${comment(resourceLabel(resource, locale))} */
  '${resource.name}': {
    record: ${lines(answered, false)}
    create: ${may('create') ? lines(created, true) : 'never'}
    update: ${may('update') ? lines(updated, true) : 'never'}
    filters: {\n${answered.flatMap((each) => filterText(each, operators)).join('\n')}\n}
    sorts: ${namesOf(answered.filter(({ field }) => field.type.sortable))}
    groups: ${namesOf(answered.filter(({ field }) => field.type.groupable))}
    metrics: ${metricsText(answered)}
    revealed: ${revealed.map(({ name }) => `'${name}'`).join(' | ') || 'never'}
    transitions: {\n${[...transitions].map((each) => transitionText(each, locale)).join('\n')}\n}
    actions: ${[...actions].map((action) => `'${action}'`).join(' | ')}
  }`
}

function fieldText(
  { field, schema, nullable: mayBeNull, required }: FieldPart,
  locale: Locale,
  input: boolean
): string {
  const type = typeText(mayBeNull ? nullable(schema) : schema)
  const mark = input && !required ? '?' : ''
  return `/** ${comment(fieldLabel(field, locale))} */\n${field.name}${mark}: ${type}`
}

function transitionText([name, asked]: [string, readonly FieldPart[]], locale: Locale): string {
  return `${name}: {\n${asked.map((each) => fieldText(each, locale, true)).join('\n')}\n}`
}

/** Operators, and the value they compare with: of a list one of its members. */
function filterText({ field }: FieldPart, types: OperatorTypes): string[] {
  const operators = operatorsOf(field)
  if (operators.length === 0) return []
  const schema = field.type.schema(field)
  const value = typeText(schema.type === 'array' ? (schema.items as JsonSchema) : schema)
  return [`${field.name}: [${types.nameOf(operators)}, ${value}]`]
}

function metricsText(fields: readonly FieldPart[]): string {
  const kinds = ['sum', 'avg', 'min', 'max'] as const
  const lines = kinds.map((kind) => {
    const own = fields.filter(({ field }) => field.type.metrics?.includes(kind))
    return own.length > 0 ? `${kind}: ${namesOf(own)}` : ''
  })
  return `{ ${lines.filter(Boolean).join('; ')} }`
}

function namesOf(fields: readonly FieldPart[]): string {
  return fields.map(({ field }) => `'${field.name}'`).join(' | ') || 'never'
}

function comment(text: string): string {
  return text.replaceAll('*/', '* /').replace(/\s+/g, ' ')
}

/** The same set of operators has one name in the whole file. */
class OperatorTypes {
  readonly #names = new Map<string, string>()

  nameOf(operators: readonly string[]): string {
    const text = operators.map((each) => `'${each}'`).join(' | ')
    const name = this.#names.get(text) ?? `Operators${this.#names.size + 1}`
    this.#names.set(text, name)
    return name
  }

  text(): string {
    return [...this.#names].map(([text, name]) => `type ${name} = ${text}\n`).join('')
  }
}
