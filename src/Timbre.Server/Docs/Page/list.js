import { h } from './dom.js'

/** The list of calls beside the page, with a search over names, paths and what they do. */
export function showList(api, place, search, found) {
  const entries = []
  for (const section of api.sections) {
    const items = section.operations.map(operation => {
      const link = h('a', { href: `#${operation.id}` }, h('span', { class: `method ${operation.method.toLowerCase()}` }, operation.method), h('span', { class: 'name' }, operation.title))
      const item = h('li', {}, link)
      entries.push({ operation, link, item, text: `${section.title} ${operation.title} ${operation.method} ${operation.path} ${operation.summary}`.toLowerCase() })
      return item
    })
    place.append(h('section', {}, h('h2', {}, section.title), h('ul', {}, items)))
  }

  search.addEventListener('input', () => {
    const wanted = search.value.toLowerCase().split(/\s+/).filter(Boolean)
    let count = 0
    for (const entry of entries) {
      entry.item.hidden = !wanted.every(word => entry.text.includes(word))
      count += entry.item.hidden ? 0 : 1
    }
    for (const section of place.children)
      section.hidden = [...section.querySelectorAll('li')].every(item => item.hidden)
    found.textContent = wanted.length === 0 ? '' : count === 0 ? 'No call fits.' : `${count} fit.`
    found.classList.toggle('hidden', count > 0)
  })
  search.addEventListener('keydown', event => {
    const shown = entries.filter(entry => !entry.item.hidden)
    const inTitle = entry => search.value.toLowerCase().split(/\s+/).every(word => entry.operation.title.toLowerCase().includes(word))
    const best = shown.find(inTitle) ?? shown[0]
    if (event.key === 'Enter' && best)
      location.hash = best.operation.id
  })

  return {
    mark(id) {
      for (const { operation, link } of entries) {
        if (operation.id === id) {
          link.setAttribute('aria-current', 'page')
          link.scrollIntoView({ block: 'nearest' })
        } else {
          link.removeAttribute('aria-current')
        }
      }
    },
  }
}
