/** What a programmer would write by hand for a list of drugs: columns, their names in the answer, their forms. */
type Row = Record<string, unknown>

const COLUMNS = [
  'id',
  'version',
  'code',
  'generic_name',
  'trade_name',
  'kind',
  'form',
  'specification',
  'unit',
  'pack_size',
  'price',
  'route',
  'prescription_only',
  'status',
] as const
export const LIST_COLUMNS = COLUMNS.map((name) => `t.${name}`).join(', ')
export const RECORD_COLUMNS = [...COLUMNS, 'created_at', 'updated_at']

export function drugOf(row: Row) {
  return {
    id: row.id,
    version: row.version,
    code: row.code,
    genericName: row.generic_name,
    tradeName: row.trade_name,
    kind: row.kind,
    form: row.form,
    specification: row.specification,
    unit: row.unit,
    packSize: row.pack_size,
    price: row.price,
    route: row.route,
    prescriptionOnly: row.prescription_only === 1,
    status: row.status,
  }
}

export function isoOf(stored: unknown): string {
  return `${String(stored).replace(' ', 'T')}Z`
}
