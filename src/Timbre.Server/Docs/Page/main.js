import { load } from './api.js'
import { h } from './dom.js'
import { showList } from './list.js'
import { showOperation } from './operation.js'
import { showStart } from './start.js'

const main = document.getElementById('main')
const side = document.getElementById('side')
const menu = document.querySelector('.menu')

try {
  const api = await load()
  const list = showList(api, document.getElementById('list'), document.getElementById('search'), document.getElementById('found'))

  const show = () => {
    const id = decodeURIComponent(location.hash.slice(1))
    if (id === 'main')
      return // the skip link
    const operation = api.find(id)
    main.replaceChildren(...(operation ? showOperation(api, operation) : showStart(api)))
    document.title = operation ? `${operation.title} · Timbre API` : 'Timbre API'
    list.mark(operation?.id)
    open(false)
    window.scrollTo(0, 0)
  }
  window.addEventListener('hashchange', () => {
    show()
    main.focus({ preventScroll: true })
  })
  show()
} catch (problem) {
  main.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, `The document could not be shown: ${problem.message}`))
}

menu.addEventListener('click', () => open(menu.getAttribute('aria-expanded') !== 'true'))
document.addEventListener('keydown', event => {
  if (event.key === 'Escape')
    open(false)
  if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName))
    return
  event.preventDefault()
  open(true)
  document.getElementById('search').focus()
})

/** On a narrow screen the list of calls lies over the page while it is open. */
function open(yes) {
  menu.setAttribute('aria-expanded', String(yes))
  side.classList.toggle('open', yes)
}
