/** The published JSON Schemas say the same as the engine: all that is registered is valid, and mistakes are not. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import { EXPRESSION_OPERATORS, OPERATORS } from '@xinglin/contracts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import { CORE_MENUS, CORE_ROLES } from '#app/access/built_in_roles.ts'
import { loadedPlugins } from '#app/plugins/host.ts'
import { allFieldTypes } from '#app/resources/fields/registry.ts'
import { allResources } from '#app/resources/registry.ts'
import { SAMPLES } from './field_samples.ts'

const folder = app.makePath('docs/schemas')
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
})
// Only these two formats are used, and both are checked by the engine itself.
ajv.addFormat('date', /^\d{4}-\d{2}-\d{2}$/).addFormat('regex', true)
for (const file of readdirSync(folder)) ajv.addSchema(read(file))

const valid = (schema: string): ValidateFunction => ajv.getSchema(`${schema}.schema.json`)!
/** Definitions as the JSON they are. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

test.group('JSON Schemas of metadata', () => {
  test('every registered resource is valid', ({ assert }) => {
    for (const { definition } of allResources()) {
      const check = valid('resource')
      assert.isTrue(
        check(asJson(definition)),
        `${definition.name}: ${ajv.errorsText(check.errors)}`
      )
    }
  })

  test('every grant and menu that is brought along is valid', ({ assert }) => {
    const roles = [CORE_ROLES, ...loadedPlugins().map(({ roles: own = [] }) => own)].flat()
    const menus = [CORE_MENUS, ...loadedPlugins().map(({ menus: own = [] }) => own)].flat()
    for (const grant of roles.flatMap(({ grants }) => grants))
      assert.isTrue(valid('grant')(asJson(grant)), JSON.stringify(grant))
    for (const menu of menus) assert.isTrue(valid('menu')(asJson(menu)), JSON.stringify(menu))
  })

  test('every field type has its place, and no more', ({ assert }) => {
    const types = read('field.schema.json').oneOf.map(
      (branch: { properties: { type: { const: string } } }) => branch.properties.type.const
    )
    assert.sameMembers(
      types,
      allFieldTypes().map(({ type }) => type)
    )
    for (const [name, { field }] of Object.entries(SAMPLES))
      assert.isTrue(valid('field')(field), name)
    assert.sameMembers(read('filters.schema.json').$defs.filter.anyOf[0].properties.operator.enum, [
      ...OPERATORS,
    ])
    assert.sameMembers(
      read('expression.schema.json').anyOf[3].properties.op.enum,
      EXPRESSION_OPERATORS
    )
  })

  test('mistakes are found', ({ assert }) => {
    const wrong = [
      { type: 'strnig' },
      { type: 'string', max: 256 },
      { type: 'string', options: [{ value: 'a' }] },
      { type: 'integer', requierd: true },
      { type: 'choice' },
      { type: 'computed', as: 'float', expression: 1 },
      { type: 'computed', as: 'money', expression: { op: 'eval', args: [1] } },
      { type: 'belongsTo', target: 'drugs' },
      { type: 'hasMany', target: 'a.b' },
      { type: 'sequence', pattern: 'CF' },
    ]
    for (const field of wrong) assert.isFalse(valid('field')(field), JSON.stringify(field))
    assert.isFalse(valid('resource')({ name: 'a.b', fields: {}, title: 'x' }))
    assert.isFalse(valid('grant')({ resource: 'a.b', actions: ['look up'] }))
    assert.isFalse(valid('screen')({ name: 'x', kind: 'poster', title: 'x' }))
    assert.isTrue(
      valid('screen')({ name: 'x', kind: 'list', title: 'x', columns: [{ field: 'a' }] })
    )
  })
})
