import { createBrowserRouter } from 'react-router'
import { EmbeddedScreen } from '../shell/embedded_screen.tsx'
import { HomeScreen } from '../shell/home_screen.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { PageRoute } from './page_route.tsx'
import { ResourceRoute } from './resource_route.tsx'
import { Root } from './root.tsx'

/** Every address of the shell. Filters, sort and page of a list are in the query. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Root />,
    children: [
      { index: true, element: <HomeScreen /> },
      { path: 'r/:resource', element: <ResourceRoute screen="list" action="list" /> },
      { path: 'r/:resource/new', element: <ResourceRoute screen="form" action="create" /> },
      { path: 'r/:resource/import', element: <ResourceRoute screen="import" action="import" /> },
      {
        path: 'r/:resource/recycle-bin',
        element: <ResourceRoute screen="recycleBin" action="restore" />,
      },
      { path: 'r/:resource/:id', element: <ResourceRoute screen="detail" action="read" /> },
      { path: 'r/:resource/:id/edit', element: <ResourceRoute screen="form" action="update" /> },
      { path: 'p/:page', element: <PageRoute /> },
      { path: 'x/:menuId', element: <EmbeddedScreen /> },
      { path: '*', element: <NotFoundScreen /> },
    ],
  },
])
