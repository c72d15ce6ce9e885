import { FolderAddOutlined, LinkOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons'
import { App, Button, Empty, Tree, type TreeDataNode, type TreeProps } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../providers/http.ts'
import { useMeta } from '../providers/meta.tsx'
import { ScreenHeader } from '../screens/shared/screen_header.tsx'
import { ListSkeleton, LoadFailure } from '../screens/shared/states.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { MenuDrawer, type Draft } from './menus/menu_drawer.tsx'
import {
  branchOf,
  childrenOf,
  parentOf,
  updatesFor,
  type Menu,
  type Place,
} from './menus/menu_order.ts'
import { MenuRow } from './menus/menu_row.tsx'
import { useMenus } from './menus/use_menus.ts'
import { useTargets } from './menus/use_targets.ts'
import styles from './menus/menus.module.css'

/** The menus everybody finds their way by: made, named, ordered and given to roles. */
export default function MenusPage() {
  return useMeta().resources['core.menus']?.actions.includes('list') ? (
    <Menus />
  ) : (
    <NotFoundScreen />
  )
}

function Menus() {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const { menus, error, retry, busy, undo, update, create, remove } = useMenus()
  const targets = useTargets()
  const [draft, setDraft] = useState<Draft | null>(null)
  /** All stands open, a group made just now as well, but for what somebody folded. */
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const dragged = useRef<string | null>(null)
  const add = (kind: Menu['kind'], group?: Menu) =>
    setDraft({ kind, parent: group ? { id: group.id, label: group.name } : null })

  return (
    <>
      <ScreenHeader
        title={t('configuration.menus.title')}
        subtitle={t('configuration.menus.subtitle')}
      >
        <Button
          icon={<UndoOutlined />}
          disabled={!undo || busy}
          title={undo ? t('configuration.menus.undoOf', { name: undo.name }) : undefined}
          onClick={() => void undo?.act()}
        >
          {t('configuration.menus.undo')}
        </Button>
        <Button icon={<FolderAddOutlined />} onClick={() => add('group')}>
          {t('configuration.menus.new.group')}
        </Button>
        <Button icon={<LinkOutlined />} onClick={() => add('link')}>
          {t('configuration.menus.new.link')}
        </Button>
        <Button type="primary" icon={<PlusOutlined />} onClick={() => add('screen')}>
          {t('configuration.menus.new.screen')}
        </Button>
      </ScreenHeader>
      <div className={styles.panel}>
        {error ? (
          <LoadFailure message={error.message} onRetry={retry} />
        ) : !menus ? (
          <ListSkeleton />
        ) : menus.length === 0 ? (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t('configuration.menus.empty')}
          />
        ) : (
          <Tree
            blockNode
            expandedKeys={menus.flatMap(({ id }) => (folded.has(id) ? [] : [id]))}
            onExpand={(_, { node, expanded }) => fold(String(node.key), !expanded)}
            selectable={false}
            draggable={{ icon: false }}
            disabled={busy}
            className={styles.tree}
            aria-label={t('configuration.menus.title')}
            treeData={nodesOf(menus, null)}
            allowDrop={({ dropNode, dropPosition }) =>
              dropPosition !== 0 || kindOf(String(dropNode.key)) === 'group'
            }
            onDragStart={({ node }) => (dragged.current = String(node.key))}
            onDragEnd={() => (dragged.current = null)}
            onDrop={drop}
          />
        )}
      </div>
      {draft && (
        <MenuDrawer
          draft={draft}
          menus={menus ?? []}
          targets={targets}
          onClose={() => setDraft(null)}
          onSave={(values) =>
            draft.id === undefined
              ? create(values.name, values)
              : update(draft.name, [{ id: draft.id, version: draft.version, data: values }])
          }
        />
      )}
    </>
  )

  function nodesOf(all: Menu[], parent: string | null): TreeDataNode[] {
    return childrenOf(all, parent).map((menu) => ({
      key: menu.id,
      title: (
        <MenuRow
          menus={all}
          menu={menu}
          target={targetWords(menu)}
          disabled={busy}
          acts={{
            move,
            edit: setDraft,
            add: (group) => add('screen', group),
            remove: ask,
            dropInto,
          }}
        />
      ),
      children: nodesOf(all, menu.id),
    }))
  }

  function targetWords({ kind, target }: Menu): string {
    if (kind === 'group' || target === null) return ''
    return kind === 'link' ? target : targets.labelOf(target)
  }

  function kindOf(id: string): Menu['kind'] | undefined {
    return menus?.find((menu) => menu.id === id)?.kind
  }

  async function move(menu: Menu, to: Place) {
    const updates = updatesFor(menus ?? [], menu.id, to)
    if (updates.length > 0) tell(await update(menu.name, updates))
  }

  function dropInto(group: Menu): (() => void) | undefined {
    const menu = menus?.find(({ id }) => id === dragged.current)
    if (!menus || !menu || branchOf(menus, menu.id).includes(group.id)) return undefined
    return () => {
      fold(group.id, false)
      void move(menu, { parent: group.id, index: childrenOf(menus, group.id).length })
    }
  }

  function fold(id: string, closed: boolean) {
    setFolded((now) => {
      const next = new Set(now)
      if (closed) next.add(id)
      else next.delete(id)
      return next
    })
  }

  /** antd counts where the gap is among all siblings; -1 is before the first of the tree. */
  function drop({
    node,
    dragNode,
    dropToGap,
    dropPosition,
  }: Parameters<NonNullable<TreeProps['onDrop']>>[0]) {
    const moved = menus?.find(({ id }) => id === dragNode.key)
    const near = menus?.find(({ id }) => id === node.key)
    if (!menus || !moved || !near) return
    if (!dropToGap) return void move(moved, { parent: near.id, index: 0 })
    const parent = parentOf(near)
    const siblings = childrenOf(menus, parent).filter(({ id }) => id !== moved.id)
    const at = siblings.findIndex(({ id }) => id === near.id)
    const before = dropPosition < Number(node.pos.split('-').at(-1))
    void move(moved, { parent, index: before ? at : at + 1 })
  }

  function ask(menu: Menu) {
    const below = branchOf(menus ?? [], menu.id).length - 1
    modal.confirm({
      title: t('configuration.menus.remove.title', { name: menu.name }),
      content: t(
        below > 0 ? 'configuration.menus.remove.below' : 'configuration.menus.remove.one',
        {
          count: below,
        }
      ),
      okText: t('screens.actions.delete'),
      okButtonProps: { danger: true },
      onOk: async () => tell(await remove(menu)),
    })
  }

  function tell(refusal: ApiError | undefined) {
    if (refusal) message.error(refusal.message)
  }
}
