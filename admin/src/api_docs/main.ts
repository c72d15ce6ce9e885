/**
 * The API's reference page: OpenAPI of what this person may do, drawn by Swagger UI, which is loaded only here. It draws
 * one resource at a time: all at once take it many seconds.
 */
import '../page_security.ts'
import '../page.css'
import './api_docs.css'
import { element, link } from './element.ts'
import { onlyTag, type OpenApi } from './only_tag.ts'
import { words } from './words.ts'

interface Request {
  headers: Record<string, string>
}

const html = document.documentElement
const root = document.getElementById('root')!
const nav = document.getElementById('parts')!

document.title = `${words.title} · 杏林 Xinglin`
html.classList.toggle('dark-mode', html.dataset.theme === 'dark')
document
  .getElementById('bar')!
  .append(
    link('/', `‹ ${words.back}`),
    element('h1', words.title),
    link('/api/openapi.json', 'openapi.json')
  )
nav.setAttribute('aria-label', words.parts)
root.append(element('p', words.loading))

try {
  const [spec, { default: draw }] = await Promise.all([readDocument(), import('./swagger_ui.ts')])
  nav.append(...spec.tags.map(({ name, description }) => partLink(name, description)))
  const show = () => {
    const chosen = decodeURIComponent(location.hash.slice(1))
    const tag = spec.tags.find(({ name }) => name === chosen)?.name ?? spec.tags[0]!.name
    mark(tag)
    root.replaceChildren()
    draw(optionsFor(onlyTag(spec, tag)))
    root.scrollTo(0, 0)
  }
  window.addEventListener('hashchange', show)
  show()
} catch {
  root.replaceChildren(element('p', words.failed))
}

function mark(tag: string): void {
  for (const each of nav.querySelectorAll('a')) {
    const current = each.hash === `#${tag}`
    if (current) each.setAttribute('aria-current', 'page')
    else each.removeAttribute('aria-current')
    if (current) each.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}

function optionsFor(spec: OpenApi): Record<string, unknown> {
  return {
    domNode: root.appendChild(element('div')),
    spec,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    defaultModelExpandDepth: 2,
    displayRequestDuration: true,
    // Nothing is asked of anybody else's validator.
    validatorUrl: null,
    requestInterceptor: (request: Request) => {
      const xsrf = cookie('XSRF-TOKEN')
      if (xsrf) request.headers['X-XSRF-TOKEN'] = xsrf
      request.headers['Accept-Language'] = html.lang
      return request
    },
  }
}

/** Without the server's address: calls go to where this page came from, whichever name that goes by. */
async function readDocument(): Promise<OpenApi> {
  const answer = await fetch('/api/openapi.json', { headers: { 'Accept-Language': html.lang } })
  if (answer.status === 401) location.replace('/login?return=%2Fapi%2Fdocs')
  if (!answer.ok) throw new Error(answer.statusText)
  const { servers: _elsewhere, ...document } = (await answer.json()) as OpenApi
  return document
}

function partLink(name: string, description: string): HTMLElement {
  const made = link(`#${name}`, description)
  made.append(element('small', name))
  return made
}

function cookie(name: string): string | undefined {
  const found = document.cookie.split('; ').find((part) => part.startsWith(`${name}=`))
  return found?.slice(name.length + 1)
}
