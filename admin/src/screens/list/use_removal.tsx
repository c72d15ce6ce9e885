import { useInvalidate } from '@refinedev/core'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { useResourceMeta } from '../../providers/meta.tsx'
import type { AnyRecord } from '../shared/answers.ts'

const UNDO_SECONDS = 8

/** Moves records to the recycle bin after a question, and offers to bring them back. */
export function useRemoval(resource: string) {
  const { t } = useTranslation()
  const { modal, message, notification } = App.useApp()
  const invalidate = useInvalidate()
  const meta = useResourceMeta(resource)
  const renew = () => invalidate({ resource, invalidates: ['list', 'many', 'detail'] })

  async function remove(records: AnyRecord[]): Promise<void> {
    const read = records.map(({ id, version }) => (version === undefined ? id : { id, version }))
    const ids = records.map(({ id }) => id)
    await http.post(`/api/resources/${resource}/bulk`, { action: 'delete', ids: read })
    await renew()
    if (meta.recycleBin) offerUndo(ids)
    else message.success(t('screens.remove.done', { count: ids.length }))
  }

  function offerUndo(ids: string[]) {
    const key = `removed:${ids[0]}`
    notification.open({
      key,
      message: t('screens.remove.done', { count: ids.length }),
      duration: UNDO_SECONDS,
      placement: 'bottomLeft',
      actions: (
        <Button
          type="link"
          size="small"
          onClick={async () => {
            notification.destroy(key)
            try {
              for (const id of ids) await http.post(`/api/resources/${resource}/${id}/restore`)
              message.success(t('screens.remove.undone', { count: ids.length }))
            } catch (error) {
              message.error((error as ApiError).message)
            }
            await renew()
          }}
        >
          {t('screens.remove.undo')}
        </Button>
      ),
    })
  }

  /** Says which records somebody else has changed since they were shown, and shows them as they are now. */
  async function refused(error: ApiError, records: AnyRecord[]) {
    const changed = error.items
      .filter(({ code }) => code === 'E_STALE_VERSION')
      .map(({ field }) => records[Number(field?.split('.')[1])])
    if (changed.length === 0) return void message.error(error.message)
    const names = changed.map((record) => String(record?.[meta.title] ?? meta.label))
    message.error(t('screens.remove.stale', { names: names.join(t('screens.filters.separator')) }))
    await renew()
  }

  /** Resolves true once they are gone, false when the person thought again. */
  return function confirmRemoval(records: AnyRecord[]): Promise<boolean> {
    const [first] = records
    const name = String(first?.[meta.title] ?? meta.label)
    return new Promise((resolve) => {
      modal.confirm({
        title:
          records.length === 1
            ? t('screens.remove.one', { name })
            : t('screens.remove.many', { count: records.length, label: meta.label }),
        content: t(meta.recycleBin ? 'screens.remove.binHint' : 'screens.remove.gone'),
        okText: t('screens.actions.delete'),
        okButtonProps: { danger: true },
        onCancel: () => resolve(false),
        onOk: async () => {
          try {
            await remove(records)
            resolve(true)
          } catch (error) {
            await refused(error as ApiError, records)
            resolve(false)
          }
        },
      })
    })
  }
}
