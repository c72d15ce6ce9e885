import { test } from '@japa/runner'
import type { FieldDefinition } from '@xinglin/contracts'
import type { ResourceField } from '#app/resources/resource.ts'
import { cellValue, WrongCell, type CellContext } from './cell_value.ts'
import type { CellValue } from './sheet_row.ts'

const context: CellContext = {
  zone: 'Asia/Shanghai',
  option: (_field, word) => ({ 西药: 'western', western: 'western', 中成药: 'patent' })[word],
}
const field = (definition: FieldDefinition) => ({ name: 'f', definition }) as ResourceField
const read = (definition: FieldDefinition, cell: CellValue) =>
  cellValue(cell, field(definition), context)

test.group('cells as values', () => {
  test('{1} {0.type}')
    .with([
      [{ type: 'money' }, '12.50', 1250],
      [{ type: 'money' }, '¥1,234.5', 123450],
      [{ type: 'money' }, 0.1 + 0.2, 30],
      [{ type: 'money' }, '-3', -300],
      [{ type: 'decimal', scale: 3 }, '1.5', '1.500'],
      [{ type: 'decimal', scale: 2 }, 2, '2.00'],
      [{ type: 'integer' }, '1,000', 1000],
      [{ type: 'integer' }, 7, 7],
      [{ type: 'boolean' }, '是', true],
      [{ type: 'boolean' }, 'No', false],
      [{ type: 'boolean' }, true, true],
      [{ type: 'date' }, '2026/1/3', '2026-01-03'],
      [{ type: 'date' }, '2026年11月23日', '2026-11-23'],
      [{ type: 'date' }, 46349, '2026-11-23'],
      [{ type: 'date' }, new Date('2026-11-23T00:00:00Z'), '2026-11-23'],
      [{ type: 'time' }, '8:30', '08:30'],
      [{ type: 'time' }, 0.5, '12:00'],
      [{ type: 'datetime' }, '2026-11-23 08:30', '2026-11-23T00:30:00.000Z'],
      [{ type: 'datetime' }, '2026-11-23T08:30:00+09:00', '2026-11-23T08:30:00+09:00'],
      [{ type: 'datetime' }, new Date('2026-11-23T08:30:00Z'), '2026-11-23T00:30:00.000Z'],
      [{ type: 'choice', options: [] }, '西药', 'western'],
      [{ type: 'choices', options: [] }, '西药、中成药', ['western', 'patent']],
      [{ type: 'mobile' }, 13800138000, '13800138000'],
      [{ type: 'string' }, ' a ', 'a'],
      [{ type: 'string' }, '', null],
      [{ type: 'json' }, '{"a":1}', { a: 1 }],
    ] as [FieldDefinition, CellValue, unknown][])
    .run(({ assert }, [definition, cell, value]) => {
      assert.deepEqual(read(definition, cell), value)
    })

  test('refuses {1} as {0.type}')
    .with([
      [{ type: 'money' }, '12.345'],
      [{ type: 'money' }, '十元'],
      [{ type: 'integer' }, '1.5'],
      [{ type: 'integer' }, '1e3'],
      [{ type: 'boolean' }, '也许'],
      [{ type: 'date' }, '11/23'],
      [{ type: 'datetime' }, '昨天'],
      [{ type: 'choice', options: [] }, '其他'],
      [{ type: 'json' }, '{'],
    ] as [FieldDefinition, CellValue][])
    .run(({ assert }, [definition, cell]) => {
      assert.throws(() => read(definition, cell), WrongCell as never)
    })
})
