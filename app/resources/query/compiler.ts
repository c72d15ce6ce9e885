/**
 * The one compiler that turns grants and filters into SQL. Lists, single records, counts, aggregates, exports,
 * options, search, relation hops and live subscriptions all ask it which rows and which cells an actor sees.
 */
import logger from '@adonisjs/core/services/logger'
import { isGroup, POSITIVE, type FieldFilter, type Filter, type Filters } from '@xinglin/contracts'
import { and, column, FALSE, name, not, or, raw, sql, TRUE, type Sql } from '#app/database/sql.ts'
import { rulesReading, visibleRules, type Actor, type Rule } from '#app/access/grant.ts'
import { resolveVariables } from '#app/access/variables.ts'
import { findResource, getResource } from '../registry.ts'
import type { Resource, ResourceField } from '../resource.ts'
import { pairTableName } from '../schema/resource_tables.ts'
import { condition, WrongValue } from './condition.ts'
import { invalidQuery, QUERY_LIMITS } from './query.ts'

/** A table in a statement, and the rules under which its rows and cells are seen (null: all, for a rule's own scope). */
export interface Source {
  resource: Resource
  alias: string
  rules: readonly Rule[] | null
}

/** A value a path leads to: its SQL, and the field that gives its type. */
export interface Resolved {
  expression: Sql
  field: ResourceField
}

export class Compiler {
  readonly #actor: Actor
  #aliases = 0

  constructor(actor: Actor) {
    this.#actor = actor
  }

  source(resource: Resource, rules: readonly Rule[] | null): Source {
    return { resource, rules, alias: `t${this.#aliases++}` }
  }

  /** Rows of a source that are not deleted (or only those that are) and that some rule covers. */
  rows(source: Source, deleted = false): Sql {
    const alive = source.resource.isLog
      ? TRUE
      : sql`${column(source.alias, 'live')} ${raw(deleted ? "<> ''" : "= ''")}`
    const covered = source.rules === null ? TRUE : this.covers(source, source.rules)
    return covered === TRUE ? alive : and([alive, covered])
  }

  /** Rows that at least one of the rules covers. */
  covers(source: Source, rules: readonly Rule[]): Sql {
    if (rules.some((rule) => rule.scope === null)) return TRUE
    return or(rules.map((rule) => this.#scope(source, rule)))
  }

  /** A scope that cannot be evaluated covers nothing, and says so in the log. */
  #scope(source: Source, rule: Rule): Sql {
    try {
      return this.filters({ ...source, rules: null }, rule.scope!)
    } catch (error) {
      logger.error(
        { err: error, resource: source.resource.name, role: rule.role },
        'a scope cannot be evaluated; it covers nothing'
      )
      return FALSE
    }
  }

  /** A field's value where the actor may see it, NULL elsewhere; null when no rule shows it at all. */
  cell(source: Source, field: ResourceField, storedColumn = field.column): Sql | null {
    const value = column(source.alias, storedColumn)
    if (source.rules === null) return value
    const reading = rulesReading(source.rules, field.name)
    if (reading.length === 0) return null
    if (reading.length === source.rules.length || reading.some((rule) => rule.scope === null))
      return value
    return sql`case when ${this.covers(source, reading)} then ${value} end`
  }

  /** All of the filters; a field that is unknown or not the actor's to read is refused alike. */
  filters(source: Source, filters: Filters): Sql {
    return and(filters.map((filter) => this.#filter(source, filter)))
  }

  #filter(source: Source, filter: Filter): Sql {
    if (!isGroup(filter)) return this.#leaf(source, filter, filter.field.split('.'))
    const parts = filter.value.map((item) => this.#filter(source, item))
    return filter.operator === 'and' ? and(parts) : or(parts)
  }

  /** Through a relation, a negative operator is the exact complement: no related row satisfies the positive one. */
  #leaf(source: Source, filter: FieldFilter, path: string[]): Sql {
    if (path.length > QUERY_LIMITS.depth) throw invalidQuery({ field: filter.field })
    const field = this.#readable(source, path[0]!, filter.field)
    if (path.length === 1) return this.#condition(source, field, filter)
    if (!field.target) throw invalidQuery({ field: filter.field })
    const positive = POSITIVE[filter.operator]
    if (filter.operator === 'null')
      return not(this.#leaf(source, { ...filter, operator: 'nnull' }, path))
    if (positive && positive !== 'null')
      return not(this.#leaf(source, { ...filter, operator: positive }, path))
    return this.#related(source, field, filter.field, (target) =>
      this.#leaf(target, filter, path.slice(1))
    )
  }

  #condition(source: Source, field: ResourceField, filter: FieldFilter): Sql {
    if (
      !field.type.operators.includes(filter.operator) &&
      !(field.many && field.definition.type === 'manyToMany')
    ) {
      throw invalidQuery({ field: filter.field, operator: filter.operator })
    }
    try {
      const value =
        source.rules === null ? resolveVariables(filter.value, this.#actor) : filter.value
      if (field.many) return this.#membership(source, field, filter, value)
      // A scope may compare with a variable that has no value here: then it holds for no row.
      if (
        source.rules === null &&
        value === null &&
        filter.operator !== 'null' &&
        filter.operator !== 'nnull'
      )
        return FALSE
      return condition(
        this.cell(source, field, field.comparedColumn)!,
        field,
        filter.operator,
        value
      )
    } catch (error) {
      if (error instanceof WrongValue)
        throw invalidQuery({ field: filter.field, operator: filter.operator })
      throw error
    }
  }

  /** `roles in [a, b]`: some of the related records is one of these; `null`: there are none. */
  #membership(source: Source, field: ResourceField, filter: FieldFilter, value: unknown): Sql {
    const id = getResource(field.target!).field('id')!
    const related = (test: (target: Source) => Sql) =>
      this.#related(source, field, filter.field, test)
    switch (filter.operator) {
      case 'null':
        return not(related(() => TRUE))
      case 'nnull':
        return related(() => TRUE)
      case 'eq':
      case 'in':
        return related((target) =>
          condition(column(target.alias, 'id'), id, filter.operator, value)
        )
      case 'ne':
      case 'nin':
        return not(
          this.#membership(
            source,
            field,
            { ...filter, operator: POSITIVE[filter.operator]! },
            value
          )
        )
      case 'ina':
        if (!Array.isArray(value) || value.length === 0) return FALSE
        return and(
          value.map((item) => this.#membership(source, field, { ...filter, operator: 'eq' }, item))
        )
      default:
        throw invalidQuery({ field: filter.field, operator: filter.operator })
    }
  }

  /** Some record that the relation leads to, and that the actor may see, satisfies the test. */
  #related(source: Source, field: ResourceField, path: string, test: (target: Source) => Sql): Sql {
    const target = this.#target(source, field, path)
    const from = name(target.resource.table)
    const alias = name(target.alias)
    const matching = and([this.#link(source, field, target), this.rows(target), test(target)])
    return sql`exists (select 1 from ${from} ${alias} where ${matching})`
  }

  #target(source: Source, field: ResourceField, path: string): Source {
    const resource = findResource(field.target!)
    if (!resource) throw invalidQuery({ field: path })
    const rules = source.rules === null ? null : visibleRules(this.#actor, resource)
    if (rules?.length === 0) throw invalidQuery({ field: path })
    return this.source(resource, rules)
  }

  #link(source: Source, field: ResourceField, target: Source): Sql {
    const targetId = column(target.alias, 'id')
    if (field.definition.type === 'hasMany') {
      const back = column(target.alias, target.resource.field(field.definition.mappedBy)!.column)
      return sql`${back} = ${this.#shownId(source, field)}`
    }
    if (field.definition.type === 'manyToMany') {
      const pairs = name(pairTableName(source.resource, field))
      const owner = this.#shownId(source, field)
      return sql`${targetId} in (select ${name('target_id')} from ${pairs} where ${name('owner_id')} = ${owner})`
    }
    return sql`${targetId} = ${this.cell(source, field)!}`
  }

  /** The record's id where the actor may see this relation of it, else NULL, so that the relation leads nowhere. */
  #shownId(source: Source, field: ResourceField): Sql {
    return this.cell(source, field, 'id')!
  }

  /** The value at the end of a path through to-one relations, for sorting and for selected columns. */
  value(source: Source, path: string): Resolved {
    const [first, ...rest] = path.split('.') as [string, ...string[]]
    if (rest.length >= QUERY_LIMITS.depth) throw invalidQuery({ field: path })
    const field = this.#readable(source, first, path)
    if (rest.length === 0) {
      if (field.many) throw invalidQuery({ field: path })
      return { expression: this.cell(source, field)!, field }
    }
    if (!field.target || field.many) throw invalidQuery({ field: path })
    const target = this.#target(source, field, path)
    const end = this.value(target, rest.join('.'))
    const found = and([this.#link(source, field, target), this.rows(target)])
    return {
      field: end.field,
      expression: sql`(select ${end.expression} from ${name(target.resource.table)} ${name(target.alias)} where ${found})`,
    }
  }

  /** The field, if it exists and some rule shows it; both refusals are the same. */
  #readable(source: Source, fieldName: string, path: string): ResourceField {
    const field = source.resource.field(fieldName)
    const shown =
      field && (source.rules === null || rulesReading(source.rules, fieldName).length > 0)
    if (!shown) throw invalidQuery({ field: path })
    return field
  }
}
