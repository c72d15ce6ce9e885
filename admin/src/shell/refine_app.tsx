import { Refine, type ResourceProps } from '@refinedev/core'
import routerProvider from '@refinedev/react-router'
import { useMemo, type ReactNode } from 'react'
import type { Meta } from '@xinglin/contracts'
import { i18nProvider } from '../i18n/i18n.ts'
import { createAccessProvider } from '../providers/access_provider.ts'
import { createAuthProvider } from '../providers/auth_provider.ts'
import { dataProvider } from '../providers/data_provider.ts'
import { liveProvider } from '../providers/live_provider.ts'
import { useIdentity, useMeta } from '../providers/meta.tsx'
import { useNotificationProvider } from '../providers/notification_provider.tsx'
import { queryClient } from '../providers/query_client.ts'

/** Refine, told about this person's resources. */
export function RefineApp({ children }: { children: ReactNode }) {
  const meta = useMeta()
  const identity = useIdentity()
  const resources = useMemo(() => resourcesOf(meta), [meta])
  const access = useMemo(() => createAccessProvider(meta), [meta])
  const auth = useMemo(() => createAuthProvider(identity), [identity])
  return (
    <Refine
      routerProvider={routerProvider}
      dataProvider={dataProvider}
      authProvider={auth}
      accessControlProvider={access}
      liveProvider={liveProvider}
      notificationProvider={useNotificationProvider}
      i18nProvider={i18nProvider}
      resources={resources}
      options={{
        syncWithLocation: true,
        warnWhenUnsavedChanges: true,
        liveMode: 'auto',
        disableTelemetry: true,
        reactQuery: { clientConfig: queryClient },
      }}
    >
      {children}
    </Refine>
  )
}

function resourcesOf(meta: Meta): ResourceProps[] {
  return Object.values(meta.resources).map(({ name, label, actions }) => ({
    name,
    list: `/r/${name}`,
    create: `/r/${name}/new`,
    edit: `/r/${name}/:id/edit`,
    show: `/r/${name}/:id`,
    meta: { label, canDelete: actions.includes('delete') },
  }))
}
