export const SIGN_IN_PAGE = '/login'

/** The sign-in page's address, leading back to where the person is now. */
export function signInAddress(): string {
  const here = location.pathname + location.search + location.hash
  return here === '/' ? SIGN_IN_PAGE : `${SIGN_IN_PAGE}?return=${encodeURIComponent(here)}`
}

/** Where to go after signing in: only ever a place on this site, whatever the address says. */
export function returnAddress(): string {
  const wanted = new URLSearchParams(location.search).get('return')
  if (!wanted) return '/'
  const address = URL.parse(wanted, location.origin)
  if (!address || address.origin !== location.origin || address.pathname === SIGN_IN_PAGE)
    return '/'
  return address.pathname + address.search + address.hash
}
