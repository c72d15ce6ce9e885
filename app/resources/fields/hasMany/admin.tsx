import { useTranslation } from 'react-i18next'
import {
  defineFieldUi,
  type CellProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import { PRESENCE_OPERATORS } from '../../../../admin/src/fields/operators.ts'

export default defineFieldUi<'hasMany'>({
  type: 'hasMany',
  Input: HasManyInput,
  Cell: HasManyCell,
  operators: PRESENCE_OPERATORS,
  words: 'set',
  width: 110,
  align: 'right',
  wide: true,
  column: 'asked',
})

/** Rows are edited as a sub-table, which the form lays out itself, or on pages of their own: never in one box. */
function HasManyInput({ value }: InputProps<'hasMany'>) {
  return <Count rows={value ?? []} />
}

function HasManyCell({ value }: CellProps<'hasMany'>) {
  return <Count rows={value} />
}

function Count({ rows }: { rows: unknown[] }) {
  const { t } = useTranslation()
  return <span>{t('fields.hasMany.count', { count: rows.length })}</span>
}
