import { Cascader } from 'antd'
import { useTranslation } from 'react-i18next'
import { Clipped } from '../../../../admin/src/fields/clipped.tsx'
import {
  defineFieldUi,
  type CellProps,
  type FilterProps,
  type InputProps,
} from '../../../../admin/src/fields/field_ui.ts'
import {
  regionPath,
  regionsDownTo,
  useRegions,
  type Region,
} from '../../../../admin/src/fields/regions.ts'

export default defineFieldUi<'region'>({
  type: 'region',
  Input: RegionInput,
  Cell: RegionCell,
  Filter: RegionFilter,
  // A region's code begins with the code of the region around it.
  operators: ['startswith', 'nstartswith', 'eq', 'ne', 'null', 'nnull'],
  words: 'set',
  width: 200,
})

const NAMES = { value: 'code', label: 'name', children: 'children' } as const
const search = {
  filter: (typed: string, path: Region[]) => path.some(({ name }) => name.includes(typed)),
}

function RegionInput({ field, id, value, onChange, disabled, autoFocus }: InputProps<'region'>) {
  const { t } = useTranslation()
  const regions = useRegions()
  return (
    <Cascader<Region>
      id={id}
      options={regionsDownTo(regions, field.level)}
      fieldNames={NAMES}
      value={value ? regionPath(regions, value).map(({ code }) => code) : []}
      onChange={(codes) => onChange?.((codes as string[] | undefined)?.at(-1) ?? null)}
      showSearch={search}
      placeholder={t('fields.region.placeholder')}
      disabled={disabled}
      autoFocus={autoFocus}
      style={{ width: '100%' }}
    />
  )
}

function RegionCell({ value, place }: CellProps<'region'>) {
  const path = regionPath(useRegions(), value)
  const text = path.length ? path.map(({ name }) => name).join(' / ') : value
  return place === 'list' ? <Clipped text={text} /> : <>{text}</>
}

/** Any level will do: everything within it is found. */
function RegionFilter({ field, value, onChange, autoFocus }: FilterProps<'region'>) {
  const { t } = useTranslation()
  const regions = useRegions()
  return (
    <Cascader<Region>
      changeOnSelect
      aria-label={field.label}
      autoFocus={autoFocus}
      options={regionsDownTo(regions, field.level)}
      fieldNames={NAMES}
      value={typeof value === 'string' ? regionPath(regions, value).map(({ code }) => code) : []}
      onChange={(codes) => onChange((codes as string[] | undefined)?.at(-1) ?? null)}
      showSearch={search}
      placeholder={t('fields.region.placeholder')}
      style={{ width: '100%' }}
    />
  )
}
