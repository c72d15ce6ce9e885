import { Grid, type InputRef } from 'antd'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { buildTree } from '../fields/tree.ts'
import { useMeta, useResourceMeta } from '../providers/meta.tsx'
import { usePageTitle } from '../shell/frame/page_title.tsx'
import { FilterBar } from './filters/filter_bar.tsx'
import { fitsDrawer } from './form/form_fields.ts'
import { FormDrawer } from './form/form_drawer.tsx'
import { BulkBar } from './list/bulk_bar.tsx'
import { ColumnChooser } from './list/column_chooser.tsx'
import { ExportButton } from './list/export_button.tsx'
import { useListKeys } from './list/list_keys.ts'
import { useListLayout } from './list/list_layout.ts'
import { ListPages } from './list/list_pages.tsx'
import { nextSorters, useListState } from './list/list_state.ts'
import { ListToolbar } from './list/list_toolbar.tsx'
import { RecordCards } from './list/record_cards.tsx'
import { RecordTable } from './list/record_table.tsx'
import { askedFields, firstWidths, useColumns } from './list/use_columns.ts'
import { LARGEST_TREE, useRecords } from './list/use_records.ts'
import { useRemoval } from './list/use_removal.tsx'
import { useRoomBelow } from './list/use_room_below.ts'
import { useViews, type SavedView } from './list/use_views.ts'
import { ViewTabs } from './list/view_tabs.tsx'
import type { AnyRecord } from './shared/answers.ts'
import { screenOf } from './shared/screen_of.ts'
import { useInertMeasureRows } from './shared/use_inert_measure_rows.ts'
import { EmptyList, ListSkeleton, LoadFailure } from './shared/states.tsx'
import styles from './list/list.module.css'

/** Header, pages and the frame's margin, which share the window's height with the rows. */
const AROUND_ROWS = 128
const LEAST_ROWS = 240

/** The records of a resource: found, filtered, sorted, arranged, and acted on. */
export default function ListScreen({ resource: name }: { resource: string }) {
  const meta = useMeta()
  const resource = useResourceMeta(name)
  const screen = screenOf(meta, name, 'list')
  usePageTitle(screen?.title)
  const navigate = useNavigate()
  const phone = !(Grid.useBreakpoint().md ?? true)
  const [state, setState] = useListState(screen?.filters)
  const [layout, setLayout] = useListLayout(name, state.view)
  const views = useViews(name)
  const view = views.views?.find(({ id }) => id === state.view)
  const { fields, columns } = useColumns(
    resource,
    screen,
    layout.columns,
    view?.state.columns ?? null
  )
  const density = layout.density ?? view?.state.density ?? 'comfortable'
  const widths = { ...firstWidths(screen), ...layout.widths }
  const [selected, setSelected] = useState<AnyRecord[]>([])
  const [active, setActive] = useState<string | null>(null)
  /** The record in the drawer, `new` for one to be made. */
  const [drawer, setDrawer] = useState<string | null>(null)
  const confirmRemoval = useRemoval(name)
  const searchBox = useRef<InputRef>(null)
  const rows = useRef<HTMLDivElement>(null)
  useInertMeasureRows(rows)
  const height = useRoomBelow(rows, AROUND_ROWS, LEAST_ROWS)

  const narrowed = state.search !== '' || state.filters.length > 0
  const treeAllowed = Boolean(resource.tree) && screen?.kind !== 'list'
  const wantsTree = treeAllowed && !narrowed && state.sorters.length === 0
  const list = useRecords(name, state, askedFields(resource, columns), wantsTree)
  const isTree = wantsTree && !list.more && list.total <= LARGEST_TREE
  const records = useMemo(
    () =>
      isTree && resource.tree
        ? (buildTree(list.records, resource.tree) as AnyRecord[])
        : list.records,
    [isTree, resource.tree, list.records]
  )

  /** As they are shown now, which may be after a change by somebody else. */
  const selectedNow = useMemo(
    () => selected.map((record) => list.records.find(({ id }) => id === record.id) ?? record),
    [selected, list.records]
  )

  const edit = useCallback(
    (id: string) => {
      if (!phone && fitsDrawer(meta, resource)) setDrawer(id)
      else navigate(id === 'new' ? `/r/${name}/new` : `/r/${name}/${id}/edit`)
    },
    [phone, meta, resource, name, navigate]
  )
  const remove = useCallback(
    async (record: AnyRecord) => {
      if (await confirmRemoval([record]))
        setSelected((now) => now.filter(({ id }) => id !== record.id))
    },
    [confirmRemoval]
  )
  const create = resource.actions.includes('create') ? () => edit('new') : undefined
  const search = useCallback((text: string) => setState({ search: text }, true), [setState])

  useListKeys({
    up: () => move(-1),
    down: () => move(1),
    open: () => active && navigate(`/r/${name}/${active}`),
    toggle: () => toggle(active),
    search: () => searchBox.current?.focus(),
    create,
  })

  return (
    <div className={styles.screen}>
      <ListToolbar
        resource={resource}
        search={state.search}
        onSearch={search}
        searchRef={searchBox}
        onCreate={create}
      >
        {resource.actions.includes('export') && (
          <ExportButton
            resource={name}
            label={resource.label}
            state={state}
            columns={columns.map((column) => column.name)}
          />
        )}
        <ColumnChooser
          fields={fields}
          shown={columns.map((column) => column.name)}
          onChange={(shown) => setLayout({ columns: shown })}
          onReset={() => setLayout({ columns: null, widths: {}, density: null })}
          density={density}
          onDensity={(chosen) => setLayout({ density: chosen })}
        />
      </ListToolbar>
      <ViewTabs
        saved={views}
        current={state.view}
        state={{
          search: state.search,
          filters: state.filters,
          sorters: state.sorters,
          columns: layout.columns ?? view?.state.columns ?? null,
          density,
        }}
        onPick={openView}
      />
      <FilterBar
        resource={resource}
        filters={state.filters}
        onChange={(filters) => setState({ filters })}
      />
      <div ref={rows} className={styles.rows}>
        {list.error ? (
          <LoadFailure message={list.error.message} onRetry={list.retry} />
        ) : list.loading ? (
          <ListSkeleton />
        ) : records.length === 0 ? (
          <EmptyList
            resource={resource}
            narrowed={narrowed || state.page > 1}
            onShowAll={() => setState({ search: '', filters: [] })}
            onCreate={create}
          />
        ) : phone ? (
          <RecordCards
            resource={resource}
            records={list.records}
            can={list.can}
            columns={columns}
            selected={selected}
            onSelect={setSelected}
            onEdit={edit}
            onDelete={remove}
          />
        ) : (
          <RecordTable
            resource={resource}
            records={records}
            can={list.can}
            columns={columns}
            widths={widths}
            onWidth={(column, width) =>
              setLayout({ widths: { ...layout.widths, [column]: width } })
            }
            sorters={state.sorters}
            onSort={(field, join) =>
              setState(({ sorters }) => ({ sorters: nextSorters(sorters, field, join) }))
            }
            density={density}
            height={height}
            renewing={list.renewing}
            active={active}
            selected={selected}
            onSelect={setSelected}
            onEdit={edit}
            onDelete={remove}
          />
        )}
      </div>
      <footer className={styles.footer}>
        <BulkBar resource={resource} selected={selectedNow} onClear={() => setSelected([])} />
        {!list.loading && !list.error && !isTree && list.total > 0 && (
          <ListPages
            resource={name}
            state={state}
            total={list.total}
            more={list.more}
            small={phone}
            onChange={(page, pageSize) =>
              setState({ page: pageSize === state.pageSize ? page : 1, pageSize })
            }
          />
        )}
      </footer>
      {drawer && (
        <FormDrawer
          resource={name}
          id={drawer === 'new' ? undefined : drawer}
          onClose={() => setDrawer(null)}
        />
      )}
    </div>
  )

  function openView(next: SavedView | null) {
    const {
      search: text,
      filters,
      sorters,
    } = next?.state ?? { search: '', filters: screen?.filters ?? [], sorters: [] }
    setState({ view: next?.id ?? null, search: text, filters, sorters })
  }

  function move(step: number) {
    const at = list.records.findIndex(({ id }) => id === active)
    const next = list.records[Math.min(Math.max(at + step, 0), list.records.length - 1)]
    if (!next) return
    setActive(next.id)
    rows.current?.querySelector(`[data-id="${next.id}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function toggle(id: string | null) {
    const record = list.records.find((item) => item.id === id)
    if (!record) return
    setSelected((now) =>
      now.some((item) => item.id === id) ? now.filter((item) => item.id !== id) : [...now, record]
    )
  }
}
