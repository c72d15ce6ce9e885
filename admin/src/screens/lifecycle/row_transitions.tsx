import { EllipsisOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip, type MenuProps } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AllowedTransition, MetaResource } from '@xinglin/contracts'
import { http } from '../../providers/http.ts'
import type { AnyRecord, Can } from '../shared/answers.ts'
import { useTransitions } from './use_transitions.tsx'

interface Answer {
  data: AnyRecord
  meta: { transitions: AllowedTransition[] }
}

/** Whether the state and the person's rights let the row be moved at all, as far as a list says it. */
export function mayMove({ lifecycle, actions }: MetaResource, can: Can): boolean {
  if (!lifecycle || !actions.includes('read')) return false
  return Object.keys(lifecycle.transitions).some((name) => (can as Record<string, boolean>)[name])
}

/** Whether any row may be one that the person may move. */
export function mayMoveAny({ lifecycle, actions }: MetaResource): boolean {
  return Object.keys(lifecycle?.transitions ?? {}).some((name) =>
    (actions as readonly string[]).includes(name)
  )
}

/** Asks only when it is opened what may be done with the row now: the guards of a whole page would take long. */
export function RowTransitions({ resource, id }: { resource: string; id: string }) {
  const { t } = useTranslation()
  const { start, dialog } = useTransitions(resource)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [open, setOpen] = useState(false)

  return (
    // What is clicked in the dialog is no click on the row that it belongs to.
    <span onClick={(event) => event.stopPropagation()}>
      <Dropdown
        trigger={['click']}
        open={open && answer !== null}
        onOpenChange={(next) => void ask(next)}
        menu={{ items: items(), onClick: ({ key }) => answer && start(answer.data, key) }}
      >
        <Tooltip title={t('screens.actions.more')}>
          <Button
            type="text"
            size="small"
            icon={<EllipsisOutlined />}
            aria-label={t('screens.actions.more')}
          />
        </Tooltip>
      </Dropdown>
      {dialog}
    </span>
  )

  async function ask(next: boolean) {
    setOpen(next)
    if (!next) return
    setAnswer(null)
    const nothing = { data: { id }, meta: { transitions: [] } }
    setAnswer(
      await http.get<Answer>(`/api/resources/${resource}/${id}?fields=id`).catch(() => nothing)
    )
  }

  function items(): MenuProps['items'] {
    const transitions = answer?.meta.transitions ?? []
    return transitions.length > 0
      ? transitions.map(({ name, label }) => ({ key: name, label }))
      : [{ key: '', label: t('screens.lifecycle.nothing'), disabled: true }]
  }
}
