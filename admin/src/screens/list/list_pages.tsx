import { App, Button, Pagination } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupDigits } from '../../fields/format.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { PAGE_SIZES, type ListState } from './list_state.ts'

interface Props {
  resource: string
  state: ListState
  total: number
  /** The server stopped counting at `total`. */
  more: boolean
  small: boolean
  onChange: (page: number, pageSize: number) => void
}

/** Pages of a list; a capped count reads "10,000+", is counted to its end on request, and one can go on without. */
export function ListPages({ resource, state, total, more, small, onChange }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const query = JSON.stringify([resource, state.search, state.filters])
  const [counted, setCounted] = useState({ query: '', total: 0 })
  const [counting, setCounting] = useState(false)
  const exact = more && counted.query === query ? counted.total : null
  const all = Math.max(exact ?? 0, total)
  const reachable = more ? Math.max(all, (state.page + 1) * state.pageSize) : total
  return (
    <Pagination
      size={small ? 'small' : 'default'}
      simple={small}
      current={state.page}
      pageSize={state.pageSize}
      total={exact === null ? reachable : all}
      pageSizeOptions={PAGE_SIZES}
      showSizeChanger={!small}
      showTotal={() =>
        more && exact === null ? (
          <Button
            type="link"
            size="small"
            loading={counting}
            title={t('screens.list.countAll')}
            onClick={count}
          >
            {t('screens.list.total', { total: `${groupDigits(String(total))}+` })}
          </Button>
        ) : (
          t('screens.list.total', { total: groupDigits(String(all)) })
        )
      }
      onChange={onChange}
    />
  )

  async function count() {
    setCounting(true)
    try {
      const { search, filters } = state
      const asked = { search: search || undefined, filters, pageSize: 1, total: 'exact' }
      const { meta } = await http.post<{ meta: { total: number } }>(
        `/api/resources/${resource}/query`,
        { ...asked, fields: ['id'] }
      )
      setCounted({ query, total: meta.total })
    } catch (error) {
      message.error((error as ApiError).message)
    }
    setCounting(false)
  }
}
