import { Alert, App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingValue } from '@xinglin/contracts'
import { useMeta } from '../providers/meta.tsx'
import { useUnsavedGuard } from '../screens/form/use_unsaved_guard.ts'
import { ChangesBar } from '../screens/shared/changes_bar.tsx'
import { ConflictQuestion } from '../screens/shared/conflict_question.tsx'
import { ScreenHeader } from '../screens/shared/screen_header.tsx'
import { ListSkeleton, LoadFailure } from '../screens/shared/states.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { SettingItem } from './settings/setting_item.tsx'
import { useSettings, type SettingRefusal, type StagedSetting } from './settings/use_settings.ts'
import styles from './settings/settings.module.css'

/** What the hospital decides for the whole system, one form made from the definitions. */
export default function SettingsPage() {
  return useMeta().resources['core.settings']?.actions.includes('read') ? (
    <Settings />
  ) : (
    <NotFoundScreen />
  )
}

function Settings() {
  const { t } = useTranslation()
  const { modal, message } = App.useApp()
  const { actions } = useMeta().resources['core.settings']!
  const mayChange = actions.includes('create') && actions.includes('update')
  const { settings, error, retry, changed, stage, discard, insist, save, saving } = useSettings()
  const [refusal, setRefusal] = useState<SettingRefusal | null>(null)
  const conflicts = refusal?.conflicts
  useUnsavedGuard(changed.length > 0)

  return (
    <div className={styles.page}>
      <ScreenHeader
        title={t('configuration.settings.title')}
        subtitle={t(
          mayChange ? 'configuration.settings.subtitle' : 'configuration.settings.readonly'
        )}
      />
      {error ? (
        <LoadFailure message={error.message} onRetry={retry} />
      ) : !settings ? (
        <ListSkeleton />
      ) : (
        <div className={styles.groups}>
          {refusal?.message && (
            <Alert
              type="error"
              showIcon
              role="alert"
              message={t('configuration.settings.refused', { message: refusal.message })}
            />
          )}
          {groupsOf(settings).map(({ name, label, members }) => (
            <section key={name} className={styles.group} aria-labelledby={`group-${name}`}>
              <h2 id={`group-${name}`}>{label}</h2>
              {members.map((setting) => (
                <SettingItem
                  key={setting.key}
                  setting={setting}
                  disabled={!mayChange || saving}
                  problem={refusal?.byKey[setting.key]}
                  onChange={(value) => change(setting.key, value)}
                />
              ))}
            </section>
          ))}
        </div>
      )}
      <ChangesBar
        count={changed.length}
        saving={saving}
        onSave={ask}
        onDiscard={() => {
          setRefusal(null)
          discard()
        }}
      />
      {conflicts && (
        <ConflictQuestion
          title={t('configuration.settings.conflict.title')}
          text={t('configuration.settings.conflict.text')}
          names={labelsOf(conflicts)}
          onMine={() => {
            insist(conflicts)
            setRefusal(null)
          }}
          onTheirs={() => {
            discard(conflicts)
            setRefusal(null)
          }}
        />
      )}
    </div>
  )

  function change(key: string, value: SettingValue | null) {
    if (refusal?.byKey[key]) {
      const { [key]: _mended, ...byKey } = refusal.byKey
      setRefusal({ ...refusal, byKey })
    }
    stage(key, value)
  }

  function labelsOf(keys: readonly string[]): string[] {
    return keys.flatMap((key) => settings?.find((setting) => setting.key === key)?.label ?? [])
  }

  /** What is dangerous is said before it is done. */
  function ask() {
    const warned = changed.filter(({ warning }) => warning)
    if (warned.length === 0) return void send()
    modal.confirm({
      title: t('configuration.settings.confirm.title'),
      content: (
        <dl className={styles.warnings}>
          {warned.map(({ key, label, warning }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{warning}</dd>
            </div>
          ))}
        </dl>
      ),
      okText: t('configuration.settings.confirm.ok'),
      okButtonProps: { danger: true },
      onOk: send,
    })
  }

  async function send() {
    const refused = await save()
    setRefusal(refused)
    if (!refused) message.success(t('configuration.settings.saved'))
  }
}

function groupsOf(settings: readonly StagedSetting[]) {
  return [...Map.groupBy(settings, ({ group }) => group.name).values()].map((members) => ({
    ...members[0]!.group,
    members,
  }))
}
