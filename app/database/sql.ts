/**
 * SQL as values: a text with `?` marks and what is bound to them. Everything a person typed is bound; the only
 * names that become text are those of the registry, checked by `name()`.
 */
export interface Sql {
  readonly text: string
  readonly values: readonly unknown[]
}

function isSql(part: unknown): part is Sql {
  return typeof part === 'object' && part !== null && 'text' in part && 'values' in part
}

/** Tagged template: fragments are spliced in, anything else is bound. */
export function sql(strings: TemplateStringsArray, ...parts: unknown[]): Sql {
  let text = strings[0]!
  const values: unknown[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    if (isSql(part)) {
      text += part.text
      values.push(...part.values)
    } else {
      text += '?'
      values.push(part)
    }
    text += strings[i + 1]
  }
  return { text, values }
}

/** Text that is trusted as it stands; never anything that came from outside. */
export function raw(text: string): Sql {
  return { text, values: [] }
}

const NAME = /^[a-z_][a-z0-9_]*$/i

/** Names that were looked at before: there are as many as the registry knows, and a list asks for dozens. */
const quoted = new Map<string, Sql>()

/** A table, column or alias; both databases read back-quotes. */
export function name(identifier: string): Sql {
  let known = quoted.get(identifier)
  if (!known) {
    if (!NAME.test(identifier)) throw new Error(`Not an identifier: ${identifier}`)
    known = raw('`' + identifier + '`')
    quoted.set(identifier, known)
  }
  return known
}

export function column(table: string, columnName: string): Sql {
  return raw(name(table).text + '.' + name(columnName).text)
}

export function join(parts: readonly Sql[], separator = ', '): Sql {
  return {
    text: parts.map((part) => part.text).join(separator),
    values: parts.flatMap((part) => part.values),
  }
}

export const TRUE = raw('1 = 1')
export const FALSE = raw('1 = 0')

export function and(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return TRUE
  if (parts.length === 1) return parts[0]!
  return sql`(${join(parts, ' and ')})`
}

export function or(parts: readonly Sql[]): Sql {
  if (parts.length === 0) return FALSE
  if (parts.length === 1) return parts[0]!
  return sql`(${join(parts, ' or ')})`
}

export function not(part: Sql): Sql {
  return sql`not (${part})`
}

/** New rows; of each its values in the order of the columns. */
export function insertInto(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[]
): Sql {
  const marks = `(${columns.map(() => '?').join(', ')})`
  return {
    text: `insert into ${name(table).text} (${join(columns.map(name)).text}) values ${rows.map(() => marks).join(', ')}`,
    values: rows.flat(),
  }
}

/** `in (…)` with one mark a value; an empty list matches nothing. */
export function inList(what: Sql, values: readonly unknown[]): Sql {
  if (values.length === 0) return FALSE
  return sql`${what} in (${join(values.map((value) => sql`${value}`))})`
}
