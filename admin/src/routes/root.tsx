import { Frame } from '../shell/frame/frame.tsx'
import { RefineApp } from '../shell/refine_app.tsx'
import { ScreenBoundary } from '../shell/screen_boundary.tsx'
import { SessionEnded } from '../shell/session_ended.tsx'

/** What every address shares; inside the router, because Refine asks it where we are. */
export function Root() {
  return (
    <ScreenBoundary>
      <RefineApp>
        <Frame />
        <SessionEnded />
      </RefineApp>
    </ScreenBoundary>
  )
}
