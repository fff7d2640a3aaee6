import { h } from '../docs/dom.js'
import { histogram } from './plots.js'

const minutes = seconds => seconds < 120 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} min`

/** All recordings together: what there is, what is used, what is wrong and what to do about it. */
export function showSummary({ summary, distributions }) {
  const { recordings, analysed, usable, seconds, seconds_usable: used, speech_seconds_usable: speech, missing, notes, codes, left_out: leftOut, transcripts } = summary
  if (recordings === 0)
    return h('section', {}, h('p', { class: 'lead' }, missing ?? 'It has no recordings yet.'))
  return h('section', {},
    h('h2', {}, 'Its recordings'),
    h('dl', { class: 'facts' },
      fact('Recordings', recordings, analysed < recordings ? `${recordings - analysed} still to be analysed` : minutes(seconds)),
      fact('Used by the next build', usable, `${minutes(used)}, ${minutes(speech)} of it speech`),
      fact('Transcripts', transcripts.given + transcripts.recognised, `${transcripts.given} given, ${transcripts.recognised} recognised${transcripts.recogniser ? ` by ${transcripts.recogniser}` : ''}`)),
    missing ? h('p', { class: 'refusal' }, missing) : null,
    notes ? h('p', { class: 'note' }, notes) : null,
    analysed > 0 ? h('div', { class: 'histograms' }, distributions.map(histogram)) : null,
    codes.length > 0 ? h('div', { class: 'scroll' }, h('table', {},
      h('thead', {}, h('tr', {}, ['Finding', 'Recordings', 'What to do'].map(name => h('th', { scope: 'col' }, name)))),
      h('tbody', {}, codes.map(code => h('tr', {},
        h('th', { scope: 'row' }, h('span', { class: `badge ${code.severity}` }, code.severity), ' ', h('code', {}, code.code)),
        h('td', {}, `${code.recordings} (${minutes(code.seconds)})`),
        h('td', {}, code.remedy)))))) : null,
    leftOut.length > 0 ? h('p', { class: 'note' }, `Left out: ${leftOut.map(reason => `${reason.recordings} for ${reason.code.replaceAll('_', ' ')}`).join(', ')}.`) : null)
}

const fact = (name, figure, note) => h('div', {}, h('dt', {}, name), h('dd', {}, String(figure), h('span', { class: 'note' }, note)))
