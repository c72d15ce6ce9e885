/**
 * Imported first by each page, for the content security policy (`style-src` with a nonce) and for integrity:
 * antd's CSS variables get no nonce from its ConfigProvider, and the preloads Vite adds for lazy chunks carry no
 * integrity, without which Chromium throws them away.
 */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
const importMap = document.querySelector('script[type="importmap"]')?.textContent
const integrity: Record<string, string> = importMap ? (JSON.parse(importMap).integrity ?? {}) : {}

const createElement = document.createElement.bind(document)

document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = createElement(name, options)
  if (element instanceof HTMLStyleElement && nonce) element.nonce = nonce
  if (element instanceof HTMLLinkElement) sealPreload(element)
  return element
}

function sealPreload(link: HTMLLinkElement): void {
  Object.defineProperty(link, 'href', {
    configurable: true,
    get: () => link.getAttribute('href') ?? '',
    set(address: string) {
      const hash = integrity[new URL(address, location.href).pathname]
      if (hash) link.integrity = hash
      link.setAttribute('href', address)
    },
  })
}
