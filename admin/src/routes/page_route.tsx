import { lazy, type ComponentType, type LazyExoticComponent } from 'react'
import { useParams } from 'react-router'
import type { Meta } from '@xinglin/contracts'
import { loadPage } from '../plugins/pages.ts'
import { useMeta } from '../providers/meta.tsx'
import { NotFoundScreen } from '../shell/not_found_screen.tsx'
import { ScreenPlace } from './screen_place.tsx'

const pages = new Map<string, LazyExoticComponent<ComponentType>>()

/** A page of the core or of a plugin. Whoever finds its address still gets from the server only what is granted. */
export function PageRoute() {
  const { page: name = '' } = useParams()
  const Page = pageOf(name, useMeta())
  return (
    <ScreenPlace key={name}>
      <Page />
    </ScreenPlace>
  )
}

function pageOf(name: string, meta: Meta): LazyExoticComponent<ComponentType> {
  // An upgraded plugin has another address, and so another page.
  const key = `${name} ${meta.plugins[name.split('.')[0]!]?.admin ?? ''}`
  const known = pages.get(key) ?? lazy(() => load(name, meta, key))
  pages.set(key, known)
  return known
}

async function load(name: string, meta: Meta, key: string): Promise<{ default: ComponentType }> {
  try {
    return (await loadPage(name, meta)) ?? { default: NotFoundScreen }
  } catch (error) {
    // Otherwise "try again" would show the same failure for ever.
    pages.delete(key)
    throw error
  }
}
