import { h } from '../docs/dom.js'
import { Refused } from './client.js'
import { forgetKey, hasKey, showKeyForm } from './key.js'
import { showVoice } from './voice.js'
import { showVoices } from './voices.js'

const main = document.getElementById('main')
const leave = document.getElementById('leave')
let ending = new AbortController()

/** Shows what the address names; whatever the last page was still doing ends. */
async function show() {
  const place = decodeURIComponent(location.hash.slice(1))
  if (place === 'main')
    return // the skip link
  ending.abort()
  ending = new AbortController()
  const { signal } = ending
  leave.hidden = !hasKey()
  if (!hasKey())
    return showKeyForm(main, show)
  try {
    const [, page, uuid] = place.split('/')
    document.title = 'Timbre'
    await (page === 'voices' && uuid ? showVoice(main, uuid, signal) : showVoices(main, signal))
    window.scrollTo(0, 0)
  } catch (problem) {
    if (signal.aborted)
      return
    if (problem instanceof Refused && problem.status === 401) {
      forgetKey()
      return showKeyForm(main, show, problem.message)
    }
    main.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, problem.message), h('p', {}, h('a', { href: '#' }, 'All voices')))
  }
}

leave.addEventListener('click', () => {
  forgetKey()
  show()
})
window.addEventListener('hashchange', () => {
  show()
  main.focus({ preventScroll: true })
})
show()
