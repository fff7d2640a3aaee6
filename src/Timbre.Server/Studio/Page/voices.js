import { fill, h } from '../docs/dom.js'
import { get } from './client.js'
import { newVoice } from './create.js'

const pageSize = 50

/** Every voice of the account, the newest page first, and a way to make another. */
export async function showVoices(main, signal, page = 1) {
  const { items, total_count: total, num_pages: pages } = await get(`api/v2/voices?page=${page}&page_size=${pageSize}`, signal)
  const turn = to => h('button', { type: 'button', class: 'quiet', disabled: to < 1 || to > pages, onclick: () => showVoices(main, signal, to) }, to < page ? 'Earlier' : 'Later')
  fill(main,
    h('h1', {}, 'Your voices'),
    total === 0 ? h('p', { class: 'lead' }, 'There is none yet.') : h('div', { class: 'scroll wide' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Voice', 'State', 'Kind', 'Made'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, items.map(voice => h('tr', {},
        h('th', { scope: 'row' }, h('a', { href: `#/voices/${voice.uuid}` }, voice.name)),
        h('td', {}, state(voice)),
        h('td', {}, voice.voice_type),
        h('td', {}, new Date(voice.created_at).toLocaleString())))))),
    pages > 1 ? h('div', { class: 'buttons' }, turn(page - 1), `Page ${page} of ${pages}`, turn(page + 1)) : null,
    newVoice())
}

/** What a voice is at, in a word or three. */
export function state({ status, progress }) {
  const kind = { finished: 'good', initializing: 'waiting', running: 'waiting' }[status] ?? 'bad'
  const share = status === 'running' || ['downloading', 'analysing'].includes(progress.stage) ? ` ${Math.round(100 * progress.fraction)} %` : ''
  const word = kind === 'waiting' ? progress.stage : status
  return h('span', { class: `badge ${kind}` }, word.replaceAll('_', ' ') + share)
}
