import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useMeta } from '../providers/meta.tsx'
import { ScreenHeader } from '../screens/shared/screen_header.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { JournalPanel } from './audit/journal_panel.tsx'
import { LinesPanel } from './audit/lines_panel.tsx'

/** The audit log and the journal of configuration, each for whom it is granted. */
export default function AuditPage() {
  const { t } = useTranslation()
  const { resources } = useMeta()
  const [address, setAddress] = useSearchParams()
  const lists = (log: string) => resources[log]?.actions.includes('list')
  const items = [
    ...(lists('core.audit') ? [{ key: 'lines', children: <LinesPanel /> }] : []),
    ...(lists('core.commands') ? [{ key: 'journal', children: <JournalPanel /> }] : []),
  ]
  if (items.length === 0) return <NotFoundScreen />
  return (
    <>
      <ScreenHeader
        title={t('configuration.audit.title')}
        subtitle={t('configuration.audit.subtitle')}
      />
      <Tabs
        destroyOnHidden
        activeKey={items.find(({ key }) => key === address.get('tab'))?.key ?? items[0]!.key}
        onChange={(tab) => setAddress({ tab }, { replace: true })}
        items={items.map((item) => ({ ...item, label: t(`configuration.audit.tabs.${item.key}`) }))}
      />
    </>
  )
}
