/** What each field type is examined with: values in and out, and what it must refuse. */
import type { FieldDefinition } from '@xinglin/contracts'

export interface Sample {
  field: FieldDefinition
  /** Valid inputs; where the stored form differs, `[input, answered]`. */
  values: unknown[]
  answered?: unknown[]
  /** Inputs that are refused. */
  wrong: unknown[]
  /** Operands that a filter refuses. */
  wrongOperands?: unknown[]
  /** Further operands a filter takes. */
  operands?: unknown[]
}

const NOT_TEXT = [0, 1, true, {}, ['a']]
const BAD_TEXT = ['nul\0', 'half\ud83d']
const TEXTS = [
  'a',
  'A',
  'b',
  'ab',
  '张三丰',
  '😀 face',
  "o'clock",
  'a%b_c!d\\e[f]*?g^$.|(h){1}',
  '0',
  'é',
  'Z',
]
const TEXT_OPERANDS = [
  'A',
  'B',
  'c!D',
  '%',
  '_',
  '[f]',
  '*',
  '\\E',
  '三',
  '😀',
  "'",
  '.',
  'É',
  '^$',
]

/** By the name of the field in the exam's resource. */
export const SAMPLES: Record<string, Sample> = {
  string: {
    field: { type: 'string', index: true, search: true },
    values: [...TEXTS, ' trimmed ', '好'.repeat(255), '😀'.repeat(255)],
    answered: [...TEXTS, 'trimmed', '好'.repeat(255), '😀'.repeat(255)],
    wrong: [...NOT_TEXT, ...BAD_TEXT, 'x'.repeat(256)],
    wrongOperands: [...NOT_TEXT, ...BAD_TEXT, null],
    operands: TEXT_OPERANDS,
  },
  code: {
    field: { type: 'string', min: 2, max: 4, pattern: '[A-Z0-9]+', transform: 'upper' },
    values: ['AB', 'A1B2', ' ZZ '],
    answered: ['AB', 'A1B2', 'ZZ'],
    wrong: ['A', 'ABCDE', 'ab', 'A B', 'A\nB'],
  },
  text: {
    field: { type: 'text' },
    values: [...TEXTS, 'two\nlines'],
    wrong: [...NOT_TEXT, ...BAD_TEXT, 'x'.repeat(100_001)],
    wrongOperands: NOT_TEXT,
    operands: TEXT_OPERANDS,
  },
  richText: {
    field: { type: 'richText' },
    values: [
      '<p>plain</p>',
      '<p onclick="x()">a <strong>b</strong><script>alert(1)</script></p>',
      '<a href="javascript:alert(1)">x</a>',
      '<a href="https://x.cn" target="_blank">x</a>',
      '<a href="//evil.cn">x</a>',
      '<img src=x onerror=alert(1)><h2>t</h2>',
    ],
    answered: [
      '<p>plain</p>',
      '<p>a <strong>b</strong></p>',
      '<a>x</a>',
      '<a href="https://x.cn" target="_blank" rel="noopener noreferrer nofollow">x</a>',
      '<a>x</a>',
      '<h2>t</h2>',
    ],
    wrong: [...NOT_TEXT, ...BAD_TEXT],
    wrongOperands: NOT_TEXT,
  },
  integer: {
    field: { type: 'integer' },
    values: [0, 1, -1, 9, 10, 2_147_483_647, -2_147_483_648],
    wrong: ['1', '1abc', 1.5, true, [], {}, 2_147_483_648],
    wrongOperands: ['1', '1abc', 1.5, true, null, {}, [1], 2 ** 60],
  },
  small: { field: { type: 'integer', min: 1, max: 5 }, values: [1, 5], wrong: [0, 6] },
  decimal: {
    field: { type: 'decimal' },
    values: ['0', '12.5', '9.00', '-0.01', '90071992547409.91', '-90071992547409.91', '007'],
    answered: ['0.00', '12.50', '9.00', '-0.01', '90071992547409.91', '-90071992547409.91', '7.00'],
    wrong: [12.5, '12.505', '1e3', 'abc', '99999999999999.99', '1,5', true],
    wrongOperands: [12.5, 0, 'abc', '1abc', '', '12.505', null, true],
  },
  ratio: {
    field: { type: 'decimal', scale: 8, min: '0', max: '1' },
    values: ['0.00000001', '1', '0.33333333'],
    answered: ['0.00000001', '1.00000000', '0.33333333'],
    wrong: ['1.00000001', '-0.1'],
  },
  money: {
    field: { type: 'money' },
    values: [0, 1, -1, 2500, 9_007_199_254_740_991, -9_007_199_254_740_991],
    wrong: ['2500', 25.5, 2 ** 53, true],
    wrongOperands: ['2500', '25.00', 0.5, true, null],
  },
  boolean: {
    field: { type: 'boolean' },
    values: [true, false],
    wrong: ['true', 1, 0, 'on', {}],
    wrongOperands: ['true', 1, 0, null],
  },
  date: {
    field: { type: 'date' },
    values: ['2026-11-23', '1000-01-01', '9999-12-31', '2024-02-29'],
    wrong: ['2026-02-30', '2025-02-29', '2026-1-1', '0999-12-31', '2026-11-23T00:00:00Z', 20261123],
    wrongOperands: ['2026-02-30', '2026', 'today', 20261123, null],
  },
  time: {
    field: { type: 'time' },
    values: ['00:00', '08:30', '23:59'],
    wrong: ['24:00', '8:30', '08:60', '08:30:00', 830],
    wrongOperands: ['24:00', 'abc', 830, null],
  },
  datetime: {
    field: { type: 'datetime' },
    values: [
      '2026-11-23T06:05:00.123Z',
      '2026-11-23T23:59:59.999+08:00',
      '2026-03-08T02:30:00-05:00',
      '1000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ],
    answered: [
      '2026-11-23T06:05:00.123Z',
      '2026-11-23T15:59:59.999Z',
      '2026-03-08T07:30:00.000Z',
      '1000-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ],
    wrong: ['2026-11-23', '2026-11-23T06:05:00', '2026-13-01T00:00:00Z', 1_764_000_000_000],
    wrongOperands: ['2026-11-23', 'now', 0, null],
  },
  choice: {
    field: { type: 'choice', options: [{ value: 'red' }, { value: 'blue' }, { value: '其他' }] },
    values: ['red', 'blue', '其他'],
    wrong: ['green', 0, ['red']],
    wrongOperands: [0, true, null, {}],
  },
  choices: {
    field: { type: 'choices', options: [{ value: 'a' }, { value: 'ab' }, { value: '%' }] },
    values: [['a'], ['ab', 'a'], ['%'], ['a', 'a']],
    answered: [['a'], ['ab', 'a'], ['%'], ['a']],
    wrong: ['a', ['c'], [1], {}, [['a']]],
  },
  json: {
    field: { type: 'json' },
    values: [
      { a: [1, 'x', null], b: { c: true } },
      [],
      {},
      'text',
      '',
      0,
      false,
      1.5,
      { 键: '😀' },
    ],
    wrong: [{ a: 'nul\0' }, ['half\ud83d'], 'x'.repeat(200_001)],
  },
  email: {
    field: { type: 'email' },
    values: ['Wang@Example.CN', ' a.b+c@x.com '],
    answered: ['wang@example.cn', 'a.b+c@x.com'],
    wrong: ['wang', 'a@b', 'a b@x.com', 5, `${'a'.repeat(250)}@x.cn`],
    wrongOperands: [0, null],
  },
  mobile: {
    field: { type: 'mobile' },
    values: ['13800138000', ' 19912345678'],
    answered: ['13800138000', '19912345678'],
    wrong: ['1380013800', '23800138000', '1380013800０', '13800138000\n1', 13_800_138_000],
    wrongOperands: [13_800_138_000, null],
    operands: ['138', '张', '😀'],
  },
  idCard: {
    field: { type: 'idCard' },
    values: ['11010519491231002X', '440524188001010014', '11010519491231002x'],
    answered: ['11010519491231002X', '440524188001010014', '11010519491231002X'],
    wrong: ['110105194912310021', '11010519491331002X', '１1010519491231002X', 11010],
    wrongOperands: [0, null],
    operands: ['张'],
  },
  url: {
    field: { type: 'url' },
    values: ['https://xinglin.cn/a?b=c#d', 'http://localhost:3333/'],
    wrong: ['javascript:alert(1)', 'data:text/html,x', 'xinglin.cn', 'ftp://x.cn', 1],
    wrongOperands: [0],
  },
  region: {
    field: { type: 'region' },
    values: ['440103', '110101', '81', '4419'],
    wrong: ['44', '4401', '999999', '44010', 440_103, '東'],
    wrongOperands: [44, null],
    operands: ['44', '4401', '4'],
  },
  city: {
    field: { type: 'region', level: 'city' },
    values: ['4401', '71'],
    wrong: ['440103', '44'],
  },
  protectedName: {
    field: { type: 'protected' },
    values: ['张三', '欧阳娜娜', '李', ' 王五 '],
    answered: ['张*', '欧**', '*', '王*'],
    wrong: [...NOT_TEXT, ...BAD_TEXT],
    wrongOperands: [0, null],
  },
  protectedMobile: {
    field: { type: 'protected', as: 'mobile', unique: true },
    values: ['13800138000', '19912345678'],
    answered: ['138****8000', '199****5678'],
    wrong: ['138****8000', '1', 13_800_138_000],
    wrongOperands: [0],
  },
  protectedId: {
    field: { type: 'protected', as: 'idCard' },
    values: ['11010519491231002x', '440524188001010014'],
    answered: ['1101**********002X', '4405**********0014'],
    wrong: ['110105194912310021'],
  },
}
