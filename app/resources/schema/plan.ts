/** The difference between the schema that is and the schema that should be, as steps. */
import { indexName } from './ddl.ts'
import type { Column, Index, Schema, Step, Table } from '#app/database/table.ts'

export function plan(present: Schema, wanted: Schema): Step[] {
  const steps: Step[] = []
  for (const table of inOrderOfReference(wanted)) {
    const old = present.get(table.name)
    if (old) steps.push(...changes(old, table))
    else steps.push({ do: 'createTable', table })
  }
  for (const table of present.keys()) {
    if (!wanted.has(table)) steps.push({ do: 'dropTable', table })
  }
  return steps
}

function changes(old: Table, table: Table): Step[] {
  const steps: Step[] = []
  const oldIndexes = new Map(old.indexes.map((index) => [indexName(old.name, index), index]))
  const indexes = new Map(table.indexes.map((index) => [indexName(table.name, index), index]))
  const without = (from: Map<string, Index>, other: Map<string, Index>) =>
    [...from].filter(([key]) => !other.has(key)).map(([, index]) => index)

  for (const index of without(oldIndexes, indexes))
    steps.push({ do: 'dropIndex', table: table.name, index })
  for (const column of table.columns) {
    const before = old.columns.find((candidate) => candidate.name === column.name)
    if (!before) steps.push({ do: 'addColumn', table: table.name, column })
    else if (!same(before, column)) steps.push({ do: 'changeColumn', table: table.name, column })
  }
  for (const column of old.columns) {
    if (!table.columns.some((candidate) => candidate.name === column.name)) {
      steps.push({ do: 'dropColumn', table: table.name, column: column.name })
    }
  }
  for (const index of without(indexes, oldIndexes))
    steps.push({ do: 'addIndex', table: table.name, index })
  for (const key of table.foreignKeys) {
    if (!old.foreignKeys.some((candidate) => candidate.column === key.column)) {
      steps.push({ do: 'addForeignKey', table: table.name, key })
    }
  }
  return steps
}

function same(a: Column, b: Column): boolean {
  const facts = (column: Column) => [
    column.kind,
    column.length,
    column.scale,
    Boolean(column.ascii),
    Boolean(column.required),
    column.default,
  ]
  return JSON.stringify(facts(a)) === JSON.stringify(facts(b))
}

/** Tables after those they reference, so that each can be created with its foreign keys. */
function inOrderOfReference(schema: Schema): Table[] {
  const ordered = new Set<Table>()
  const visit = (table: Table, path: Set<string>) => {
    if (ordered.has(table) || path.has(table.name)) return
    path.add(table.name)
    for (const key of table.foreignKeys) {
      const target = schema.get(key.table)
      if (target && target !== table) visit(target, path)
    }
    ordered.add(table)
  }
  for (const table of schema.values()) visit(table, new Set())
  return [...ordered]
}

/** What a list of steps makes of a schema: replaying all migrations gives the schema that is. */
export function replay(steps: readonly Step[], schema: Schema = new Map()): Schema {
  for (const step of steps) applyTo(schema, step)
  return schema
}

function applyTo(schema: Schema, step: Step): void {
  if (step.do === 'createTable')
    return void schema.set(step.table.name, structuredClone(step.table))
  if (step.do === 'dropTable') return void schema.delete(step.table)
  const table = schema.get(step.table)
  if (!table) throw new Error(`A migration changes ${step.table}, which no earlier one created`)
  switch (step.do) {
    case 'addColumn':
      table.columns.push(step.column)
      break
    case 'changeColumn':
      table.columns = table.columns.map((column) =>
        column.name === step.column.name ? step.column : column
      )
      break
    case 'dropColumn':
      table.columns = table.columns.filter((column) => column.name !== step.column)
      break
    case 'addIndex':
      table.indexes.push(step.index)
      break
    case 'dropIndex':
      table.indexes = table.indexes.filter(
        (index) => indexName(table.name, index) !== indexName(table.name, step.index)
      )
      break
    case 'addForeignKey':
      table.foreignKeys.push(step.key)
  }
}
