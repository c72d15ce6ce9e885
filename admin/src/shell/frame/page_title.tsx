import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

interface PageTitle {
  title: string | undefined
  setTitle: (title: string | undefined) => void
}

const PageTitleContext = createContext<PageTitle>({ title: undefined, setTitle: () => {} })

/** Keeps the title a screen gives to its page. */
export function PageTitleProvider({ children }: { children: ReactNode }) {
  const [title, setTitle] = useState<string | undefined>()
  const value = useMemo(() => ({ title, setTitle }), [title])
  return <PageTitleContext value={value}>{children}</PageTitleContext>
}

/** Names the page in the breadcrumb and the browser's tab, where the address alone cannot: a record by its title. */
export function usePageTitle(title: string | undefined): void {
  const { setTitle } = useContext(PageTitleContext)
  useEffect(() => {
    setTitle(title)
    return () => setTitle(undefined)
  }, [title, setTitle])
}

export function useGivenTitle(): string | undefined {
  return useContext(PageTitleContext).title
}
