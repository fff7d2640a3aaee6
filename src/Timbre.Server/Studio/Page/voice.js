import { fill, h } from '../docs/dom.js'
import { call, follow, get } from './client.js'
import { showConsent } from './consent.js'
import { addRecordings, giveConsent, submitted } from './create.js'
import { trainingCurve } from './plots.js'
import { showRecording } from './recording.js'
import { speak } from './speak.js'
import { showSummary } from './summary.js'
import { state } from './voices.js'

const pageSize = 10

/** The one page that shows everything about a voice. */
export async function showVoice(main, uuid, signal) {
  const again = () => showVoice(main, uuid, signal)
  const { item: voice } = await get(`api/v2/voices/${uuid}`, signal)
  document.title = `${voice.name} · Timbre`
  const report = await get(`api/v2/voices/${uuid}/analysis?page_size=${pageSize}`, signal)
  const { item: consent } = await get(`api/v2/voices/${uuid}/consent`, signal)
  const head = h('div', {})
  const recordings = h('div', {})
  const busy = isBusy(voice)
  showHead(head, voice, again)
  showRecordings(recordings, uuid, report, signal)
  fill(main,
    h('p', { class: 'section' }, h('a', { href: '#' }, 'All voices')),
    h('h1', {}, voice.name),
    head,
    voice.component_status.text_to_speech.status === 'ready' ? speak(uuid) : null,
    recordings,
    showConsent(consent),
    h('div', { class: 'cards' }, addRecordings(uuid, again), ['accepted', 'unverified'].includes(consent.status) ? null : giveConsent(uuid, consent, again)))
  if (busy)
    await watch(head, uuid, signal, again)
}

const moment = milliseconds => new Promise(done => setTimeout(done, milliseconds))

/** Shows every change of the work, and the whole page anew at its end. */
async function watch(head, uuid, signal, again) {
  let last = null
  await follow(uuid, signal, progress => {
    last = progress
    head.querySelector('.state').replaceChildren(bar(progress.status, progress))
    showCurve(head.querySelector('.course'), progress)
  })
  if (last !== null && !signal.aborted)
    await again()
}

const isBusy = ({ status, progress }) => status === 'running' || ['queued', 'downloading', 'analysing', 'training'].includes(progress.stage)

function showHead(head, voice, again) {
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const build = h('button', { type: 'button', class: 'send', disabled: isBusy(voice), onclick: submitted(wrong, async () => {
    await call('POST', `api/v2/voices/${voice.uuid}/build`, {})
    await again()
  }) }, voice.status === 'finished' ? 'Build again' : 'Build')
  fill(head,
    h('div', { class: 'state' }, bar(voice.status, voice.progress)),
    h('dl', { class: 'facts' },
      h('div', {}, h('dt', {}, 'Kind'), h('dd', {}, voice.voice_type)),
      h('div', {}, h('dt', {}, 'Consent'), h('dd', {}, voice.consent.status)),
      h('div', {}, h('dt', {}, 'Identity'), h('dd', {}, h('code', {}, voice.uuid)))),
    voice.issue ? h('p', { class: 'refusal' }, voice.issue) : null,
    h('div', { class: 'course' }),
    wrong,
    h('div', { class: 'buttons' }, build))
  showCurve(head.querySelector('.course'), { status: voice.status, ...voice.progress })
}

/** Anew only when there is something new, so that who reads it is not disturbed. */
function showCurve(place, { status, curve }) {
  const shown = JSON.stringify([status, curve])
  if (place.dataset.shown !== shown)
    fill(place, curve === null ? null : trainingCurve(curve, status === 'finished'))
  place.dataset.shown = shown
}

function bar(status, progress) {
  const left = progress.seconds_left === null ? '' : `about ${Math.ceil(progress.seconds_left)} s left`
  return h('div', { class: 'buttons' }, state({ status, progress }),
    isBusy({ status, progress }) ? h('progress', { max: 1, value: progress.fraction, 'aria-label': progress.stage }) : null,
    h('span', { class: 'note' }, progress.queue_place === null ? left : `place ${progress.queue_place} in the line`))
}

/** All recordings together and a page of single ones, the others on request; anew while some are still to be analysed. */
async function showRecordings(place, uuid, report, signal) {
  const load = async page => showRecordings(place, uuid, await get(`api/v2/voices/${uuid}/analysis?page=${page}&page_size=${pageSize}`, signal), signal)
  const turn = (to, label) => h('button', { type: 'button', class: 'quiet', disabled: to < 1 || to > report.num_pages, onclick: () => load(to) }, label)
  const shown = showSummary(report)
  fill(place,
    shown,
    report.items.map(item => showRecording(uuid, item, () => load(report.page))),
    report.num_pages > 1 ? h('div', { class: 'buttons' }, turn(report.page - 1, 'Before'), `Page ${report.page} of ${report.num_pages}`, turn(report.page + 1, 'Next')) : null)
  if (report.summary.analysed === report.summary.recordings)
    return
  do
    await moment(1500)
  while ([...place.querySelectorAll('audio')].some(player => !player.paused)) // who listens is not interrupted
  if (!signal.aborted && shown.isConnected)
    await load(report.page)
}
