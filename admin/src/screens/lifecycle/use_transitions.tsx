import { useInvalidate } from '@refinedev/core'
import { App } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordValues } from '../../fields/field_ui.ts'
import { http, type ApiError } from '../../providers/http.ts'
import { useResourceMeta } from '../../providers/meta.tsx'
import { TransitionDialog } from './transition_dialog.tsx'

interface Subject {
  id: string
  /** As it was shown: what has changed since is told, not overwritten. */
  version?: number
}

/** Makes transitions of records, after asking what each of them asks. */
export function useTransitions(resource: string): {
  start: (record: Subject, name: string) => void
  /** To be rendered where `start` is used. */
  dialog: ReactNode
} {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const invalidate = useInvalidate()
  const { lifecycle } = useResourceMeta(resource)
  const [asked, setAsked] = useState<{ record: Subject; name: string } | null>(null)

  function start(record: Subject, name: string) {
    const transition = lifecycle?.transitions[name]
    const asks =
      transition &&
      (transition.reason || transition.confirm || Object.keys(transition.input).length > 0)
    if (asks) return setAsked({ record, name })
    make(record, name, {}).catch(() => undefined)
  }

  /** @throws what is wrong with the input; every other refusal is told, and the record shown as it is now. */
  async function make({ id, version }: Subject, name: string, input: RecordValues): Promise<void> {
    try {
      await http.post(`/api/resources/${resource}/${id}/transitions/${name}`, { ...input, version })
      message.success(
        t('screens.lifecycle.done', { label: lifecycle?.transitions[name]?.label ?? name })
      )
    } catch (error) {
      const { status, code, items, message: text } = error as ApiError
      if (status === 422 || status === 0) throw error
      const state = items[0]?.meta?.state
      const label = typeof state === 'string' ? lifecycle?.states[state]?.label : undefined
      if (code === 'E_ILLEGAL_TRANSITION' && label)
        message.warning(t('screens.lifecycle.illegal', { state: label }))
      else if (code === 'E_STALE_VERSION') message.warning(t('screens.lifecycle.stale'))
      else message.error(text)
    }
    setAsked(null)
    await invalidate({ resource, id, invalidates: ['list', 'many', 'detail'] })
  }

  const transition = asked && lifecycle?.transitions[asked.name]
  return {
    start,
    dialog: transition && (
      <TransitionDialog
        resource={resource}
        transition={transition}
        onClose={() => setAsked(null)}
        onSubmit={(input) => make(asked.record, asked.name, input)}
      />
    ),
  }
}
