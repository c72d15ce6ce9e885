import { Pagination } from 'antd'
import { useTranslation } from 'react-i18next'
import { groupDigits } from '../../fields/format.ts'
import { PAGE_SIZES, type ListState } from './list_state.ts'

interface Props {
  state: ListState
  total: number
  /** The server stopped counting at `total`. */
  more: boolean
  small: boolean
  onChange: (page: number, pageSize: number) => void
}

/** Pages of a list; a capped count reads "10,000+" and one can still go on. */
export function ListPages({ state, total, more, small, onChange }: Props) {
  const { t } = useTranslation()
  const reachable = more ? Math.max(total, (state.page + 1) * state.pageSize) : total
  return (
    <Pagination
      size={small ? 'small' : 'default'}
      simple={small}
      current={state.page}
      pageSize={state.pageSize}
      total={reachable}
      pageSizeOptions={PAGE_SIZES}
      showSizeChanger={!small}
      showTotal={() =>
        t('screens.list.total', { total: groupDigits(String(total)) + (more ? '+' : '') })
      }
      onChange={onChange}
    />
  )
}
