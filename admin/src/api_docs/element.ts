export function element(name: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

export function link(address: string, text: string): HTMLElement {
  const made = element('a', text)
  made.setAttribute('href', address)
  return made
}
