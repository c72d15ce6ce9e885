import { Skeleton } from 'antd'
import { Suspense, type ReactNode } from 'react'
import { ScreenBoundary } from '../shell/screen_boundary.tsx'

/** Room for one screen: a skeleton while its code loads, and a wall around what breaks in it. */
export function ScreenPlace({ children }: { children: ReactNode }) {
  return (
    <ScreenBoundary>
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>{children}</Suspense>
    </ScreenBoundary>
  )
}
