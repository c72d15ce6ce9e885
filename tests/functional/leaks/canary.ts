/** A value for a cell that no other cell has, as far as the field's type has so many. */
import type { ResourceField } from '#app/resources/resource.ts'

let number = 0
const SHORTEST = 8

/** `row` chooses among few values, so that neighbours differ. */
export function canaryValue({ definition, type }: ResourceField, row: number): unknown {
  number += 1
  // Squares: the mean of two of them is no third one.
  const n = number
  const square = number * number
  const word = `cnry${n.toString(36).padStart(6, '0')}`
  switch (definition.type) {
    case 'integer':
      return definition.max === undefined ? 710_000_000 + square : 1 + (row % 5)
    case 'money':
      return 7_200_000_000 + square
    case 'decimal':
      return definition.max === undefined
        ? `${73_100_000 + square}.25`
        : `0.7${String(square).padStart(7, '0')}`
    case 'computed':
      return `${73_200_000 + square}.50`
    case 'boolean':
      return row % 2 === 0
    case 'date':
      return `20${10 + (row % 10)}-0${1 + (row % 9)}-1${n % 10}`
    case 'time':
      return `0${row}:${10 + (n % 50)}`
    case 'datetime':
      return new Date(1_600_000_000_000 + n * 86_411_117).toISOString()
    case 'choice':
      return definition.dictionary
        ? word
        : definition.options![row % definition.options!.length]!.value
    case 'choices':
      return [definition.options![row % definition.options!.length]!.value]
    case 'json':
      return [word]
    case 'richText':
      return `<p>${word}</p>`
    case 'email':
      return `${word}@x.cn`
    case 'url':
      return `https://x.cn/${word}`
    case 'mobile':
      return `139${String(70_000_000 + n)}`
    case 'idCard':
      return `4405241988${String(70_000_000 + n)}`
    case 'region':
      return definition.level === 'city' ? '4401' : ['440103', '110101'][row % 2]
    case 'protected':
      if (definition.as === 'mobile') return `139${String(70_000_000 + n)}`
      return definition.as === 'idCard' ? `4405241988${String(70_000_000 + n)}` : word
    case 'file':
    case 'image':
      return [{ id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`, label: word }]
    default: {
      const most = 'max' in definition && typeof definition.max === 'number' ? definition.max : 255
      const longest = type.column({
        name: '',
        column: 'c',
        definition,
        resource: '',
      } as never)?.length
      const cut = word.slice(-Math.min(most, longest ?? most))
      // The patterns of the resources here ask for capitals and digits.
      return 'pattern' in definition && definition.pattern ? cut.toUpperCase() : cut
    }
  }
}

/** What to look for in the bytes of an answer; null where the value is too short to be told from others. */
export function tokenOf({ definition }: ResourceField, value: unknown): string | null {
  if (value === null || value === undefined || typeof value === 'boolean') return null
  if (['choice', 'choices', 'region', 'date', 'time', 'datetime'].includes(definition.type))
    return null
  if (definition.type === 'file' || definition.type === 'image')
    return (value as { label: string }[])[0]!.label
  if (definition.type === 'json') return Array.isArray(value) ? String(value[0]) : null
  if (definition.type === 'richText') return String(value).slice(3, -4)
  const text = String(value)
  return text.length >= SHORTEST ? text : null
}
