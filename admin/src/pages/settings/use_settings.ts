import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Setting, SettingValue } from '@xinglin/contracts'
import { useTranslation } from 'react-i18next'
import { http, type ApiError } from '../../providers/http.ts'
import { renewMeta } from '../../providers/query_client.ts'

/** Why nothing was saved. */
export interface SettingRefusal {
  message?: string
  byKey: Readonly<Record<string, string>>
  /** Settings that somebody else changed meanwhile. */
  conflicts?: string[]
}

/** null: emptied, which cannot be saved. */
type Staged = Readonly<Record<string, SettingValue | null>>
export type StagedSetting = Omit<Setting, 'value'> & { value: SettingValue | null }

/** The settings with what is staged over them; saved all together or not at all. */
export function useSettings() {
  const { t } = useTranslation()
  const [staged, setStaged] = useState<Staged>({})
  const [saving, setSaving] = useState(false)
  /** The version that each staged value was put over; none where the setting had never been changed. */
  const upon = useRef(new Map<string, number | undefined>())
  const { data, error, refetch } = useQuery<Setting[], ApiError>({
    queryKey: ['settings'],
    queryFn: async () => (await http.get<{ data: Setting[] }>('/api/settings')).data,
  })
  const changed = (data ?? []).filter(
    ({ key, value }) => Object.hasOwn(staged, key) && staged[key] !== value
  )

  return {
    settings: data?.map((setting): StagedSetting => ({
      ...setting,
      value: Object.hasOwn(staged, setting.key) ? staged[setting.key]! : setting.value,
    })),
    error,
    retry: () => void refetch(),
    changed,
    saving,
    stage,
    discard,
    insist,
    save,
  }

  function stage(key: string, value: SettingValue | null) {
    if (!changed.some((setting) => setting.key === key)) insist([key])
    setStaged((now) => ({ ...now, [key]: value }))
  }

  /** What is staged shall take the place of what is there now. */
  function insist(keys: readonly string[]) {
    for (const { key, record } of data ?? [])
      if (keys.includes(key)) upon.current.set(key, record?.version)
  }

  function discard(keys?: readonly string[]) {
    setStaged((now) =>
      keys ? Object.fromEntries(Object.entries(now).filter(([key]) => !keys.includes(key))) : {}
    )
  }

  /** Resolves to what was wrong, or null. */
  async function save(): Promise<SettingRefusal | null> {
    const missing = changed.filter(({ key }) => staged[key] === null || staged[key] === '')
    if (missing.length > 0)
      return {
        byKey: Object.fromEntries(
          missing.map(({ key, label }) => [key, t('screens.form.missing', { label })])
        ),
      }
    const overtaken = changed.filter(({ key, record }) => upon.current.get(key) !== record?.version)
    if (overtaken.length > 0) return { byKey: {}, conflicts: overtaken.map(({ key }) => key) }
    const create = changed.filter(({ record }) => !record)
    const update = changed.filter(({ record }) => record)
    setSaving(true)
    try {
      await http.post('/api/resources/core.settings/bulk', {
        action: 'write',
        ...(create.length > 0 && {
          create: create.map(({ key }) => ({ key, value: staged[key] })),
        }),
        ...(update.length > 0 && {
          update: update.map(({ key, record }) => ({ ...record, data: { value: staged[key] } })),
        }),
      })
      await Promise.all([refetch(), renewMeta()])
      discard()
      return null
    } catch (failure) {
      return await refusalOf(failure as ApiError, { create, update })
    } finally {
      setSaving(false)
    }
  }

  async function refusalOf(
    failure: ApiError,
    written: Record<'create' | 'update', Setting[]>
  ): Promise<SettingRefusal> {
    if (failure.status === 409) {
      const { data: present = [] } = await refetch()
      const conflicts = changed.filter(({ key, record, value }) => {
        const now = present.find((setting) => setting.key === key)
        return now && (now.record?.version !== record?.version || now.value !== value)
      })
      if (conflicts.length > 0) return { byKey: {}, conflicts: conflicts.map(({ key }) => key) }
    }
    // `update.1.value` is the second that was changed.
    const byKey = failure.items.flatMap(({ field, message }) => {
      const [part, index] = field?.split('.') ?? []
      const setting =
        part === 'create' || part === 'update' ? written[part][Number(index)] : undefined
      return setting ? [[setting.key, message] as const] : []
    })
    return byKey.length > 0
      ? { byKey: Object.fromEntries(byKey) }
      : { byKey: {}, message: failure.message }
  }
}
