import type { FieldOptions } from '@xinglin/contracts'

type Kind = NonNullable<FieldOptions['protected']['as']>

/** What is shown of a protected value: 张*, 138****1234, 4401**********1234. Says nothing of a longer text's length. */
export function mask(text: string, kind: Kind = 'string'): string {
  if (kind === 'mobile') return `${text.slice(0, 3)}****${text.slice(-4)}`
  if (kind === 'idCard') return `${text.slice(0, 4)}**********${text.slice(-4)}`
  const [first = '', ...rest] = text
  if (rest.length === 0) return '*'
  return first + (rest.length === 1 ? '*' : '**')
}
