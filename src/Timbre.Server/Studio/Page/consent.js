import { h } from '../docs/dom.js'

/** What became of the speaker's consent: each decision with its reason and what it was measured by. */
export function showConsent({ status, issue, records }) {
  return h('section', { class: 'consent' },
    h('h2', {}, 'Consent'),
    h('p', {}, h('span', { class: `badge ${status === 'accepted' ? 'good' : status === 'unverified' ? 'waiting' : 'bad'}` }, status)),
    issue ? h('p', { class: 'refusal' }, issue) : null,
    records.length > 0 ? h('div', { class: 'scroll' }, h('table', {},
      h('thead', {}, h('tr', {}, ['When', 'What', 'Measured'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, records.map(({ record }) => h('tr', {},
        h('th', { scope: 'row' }, new Date(record.at).toLocaleString()),
        h('td', {}, `${record.kind}: ${record.reason}`),
        h('td', {}, Object.entries(record.scores).map(([name, value]) => `${name.replaceAll('_', ' ')} ${value}`).join(', '))))))) : null)
}
