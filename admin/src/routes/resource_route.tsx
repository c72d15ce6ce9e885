import { lazy } from 'react'
import { useParams } from 'react-router'
import type { Action } from '@xinglin/contracts'
import { useMeta } from '../providers/meta.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { ScreenPlace } from './screen_place.tsx'

const SCREENS = {
  list: lazy(() => import('../screens/list_screen.tsx')),
  form: lazy(() => import('../screens/form_screen.tsx')),
  detail: lazy(() => import('../screens/detail_screen.tsx')),
  recycleBin: lazy(() => import('../screens/recycle_bin_screen.tsx')),
  import: lazy(() => import('../screens/import_screen.tsx')),
}

interface Props {
  screen: keyof typeof SCREENS
  /** What one must be allowed to do for the screen to exist. */
  action: Action
}

/** The generic screen of the resource in the address. */
export function ResourceRoute({ screen, action }: Props) {
  const { resource = '', id } = useParams()
  const known = useMeta().resources[resource]
  if (!known?.actions.includes(action)) return <NotFoundScreen />
  const Screen = SCREENS[screen]
  // Another record is another screen: nothing typed or selected is carried over.
  return (
    <ScreenPlace key={`${screen} ${resource} ${id}`}>
      <Screen resource={resource} id={id} />
    </ScreenPlace>
  )
}
