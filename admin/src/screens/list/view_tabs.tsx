import { EllipsisOutlined, PlusOutlined, ShareAltOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Tooltip } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useIdentity } from '../../providers/meta.tsx'
import type { SavedView, ViewState, useViews } from './use_views.ts'
import { ViewDialog } from './view_dialog.tsx'
import styles from './list.module.css'

interface Props {
  saved: ReturnType<typeof useViews>
  current: string | null
  /** The list as it stands, which may differ from the view it came from. */
  state: ViewState
  onPick: (view: SavedView | null) => void
}

/** Saved views as tabs; a view that was changed offers to keep the change. */
export function ViewTabs({ saved, current, state, onPick }: Props) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const me = useIdentity().id
  const [dialog, setDialog] = useState<'new' | SavedView | null>(null)
  const { views } = saved
  if (!views) return null
  const open = views.find(({ id }) => id === current)
  const mine = open?.createdBy?.id === me
  const changed = open && !sameState(open.state, state)
  const worthSaving =
    !open && (state.filters.length > 0 || state.search !== '' || state.sorters.length > 0)
  if (views.length === 0 && !worthSaving) return null

  return (
    <div className={styles.views}>
      <div className={styles.tabs} role="tablist" aria-label={t('screens.views.title')}>
        {tab(null, t('screens.views.all'))}
        {views.map((view) => tab(view, view.name))}
      </div>
      {open && mine && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'rename', label: t('screens.views.edit') },
              { key: 'remove', label: t('screens.views.remove'), danger: true },
            ],
            onClick: ({ key }) => (key === 'rename' ? setDialog(open) : confirmRemove(open)),
          }}
        >
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined />}
            aria-label={t('screens.views.more')}
          />
        </Dropdown>
      )}
      <span className={styles.gap} />
      {changed && mine && (
        <Button type="link" size="small" onClick={() => saved.change(open, { state })}>
          {t('screens.views.keep')}
        </Button>
      )}
      {(worthSaving || changed) && (
        <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => setDialog('new')}>
          {t('screens.views.saveAs')}
        </Button>
      )}
      {dialog && (
        <ViewDialog
          view={dialog === 'new' ? undefined : dialog}
          saving={saved.saving}
          onClose={() => setDialog(null)}
          onSave={async ({ name, shared }) => {
            if (dialog === 'new') onPick(await saved.save(name, shared, state))
            else await saved.change(dialog, { name, shared })
            setDialog(null)
          }}
        />
      )}
    </div>
  )

  function tab(view: SavedView | null, label: string) {
    const selected = (open ?? null)?.id === view?.id
    return (
      <button
        key={view?.id ?? 'all'}
        type="button"
        role="tab"
        aria-selected={selected}
        className={styles.viewTab}
        onClick={() => onPick(view)}
      >
        {label}
        {selected && changed && (
          <span className={styles.changed} title={t('screens.views.changed')} />
        )}
        {view?.shared && (
          <Tooltip title={t('screens.views.sharedBy', { name: view.createdBy?.label ?? '' })}>
            <ShareAltOutlined />
          </Tooltip>
        )}
      </button>
    )
  }

  function confirmRemove(view: SavedView) {
    modal.confirm({
      title: t('screens.views.removeTitle', { name: view.name }),
      okText: t('screens.views.remove'),
      okButtonProps: { danger: true },
      onOk: async () => {
        await saved.remove(view)
        onPick(null)
      },
    })
  }
}

/** Views come from JSON, so equal states print alike once their keys are in one order. */
function sameState(a: ViewState, b: ViewState): boolean {
  const print = ({ search, filters, sorters, columns, density = 'comfortable' }: ViewState) =>
    JSON.stringify([search, filters, sorters, columns, density])
  return print(a) === print(b)
}
