import { h } from '../docs/dom.js'
import { call, local } from './client.js'
import { spectrogram, waveform } from './plots.js'

/** Everything about one recording: to hear, to see, to read, and whether builds learn from it. */
export function showRecording(voice, { recording, conditions, words_at_fault: faults, waveform: envelope, spectrogram: picture }, changed) {
  const stretches = recording.findings.filter(finding => finding.end_seconds > finding.start_seconds)
    .map(finding => ({ start: finding.start_seconds, end: finding.end_seconds, severity: finding.severity }))
  return h('article', { class: `recording${recording.is_active ? '' : ' off'}` },
    h('header', {},
      h('h3', {}, recording.name),
      h('span', { class: 'note' }, `${recording.duration.toFixed(1)} s`),
      recording.is_silent ? h('span', { class: 'badge fix' }, 'silent') : null,
      recording.is_outlier ? h('span', { class: 'badge fix' }, 'other speaker') : null,
      active(voice, recording, changed)),
    envelope ? waveform(envelope, recording.duration, stretches) : h('p', { class: 'note' }, 'It has not been analysed yet.'),
    picture ? spectrogram(picture, `Spectrogram up to ${(picture.top_hz / 1000).toFixed(0)} kHz`) : null,
    h('audio', { controls: true, preload: 'none', src: local(recording.audio_src) }),
    transcript(recording, faults ?? []),
    recording.findings.length > 0 ? h('ul', { class: 'findings' }, recording.findings.map(finding)) : null,
    recording.analysed_at ? scores(recording, conditions) : null)
}

function active(voice, recording, changed) {
  const box = h('input', { type: 'checkbox', checked: recording.is_active })
  const wrong = h('span', { class: 'wrong', role: 'alert' })
  box.addEventListener('change', async () => {
    try {
      await call('PATCH', `api/v2/voices/${voice}/recordings/${recording.uuid}`, { is_active: box.checked })
      changed()
    } catch (problem) {
      box.checked = !box.checked
      wrong.textContent = problem.message
    }
  })
  return h('label', { class: 'check' }, box, ' Builds learn from it', wrong)
}

function transcript({ transcript: said, transcript_source: source, transcript_confidence: sure, text }, faults) {
  if (!said)
    return null
  const confidence = sure === null ? '' : `, ${Math.round(100 * sure)} % sure`
  return h('div', { class: 'transcript' },
    h('p', {}, said, h('span', { class: 'note' }, ` (${source}${confidence})`)),
    faults.length > 0 ? h('p', { class: 'note' }, `Of the given text "${text}" these words are not heard: ${faults.map(word => word.text).join(', ')}.`) : null)
}

const finding = ({ severity, code, message, remedy, start_seconds: start, end_seconds: end }) => h('li', {},
  h('span', { class: `badge ${severity}` }, severity), ' ', h('code', {}, code), h('span', { class: 'note' }, ` ${start.toFixed(1)} to ${end.toFixed(1)} s`),
  h('p', {}, message, ' ', remedy))

function scores(recording, conditions) {
  const rows = [
    ['Worth for cloning', recording.resemble_sample_score, 0, 1, ''],
    ['Intelligibility (STOI)', recording.stoi_score, 0, 1, ''],
    ['Sound quality (PESQ)', recording.pesq_score, 1, 4.64, ''],
    ['Speech over distortion (SI-SDR)', recording.si_dr_score, -20, 40, ' dB'],
  ]
  return h('div', {},
    h('dl', { class: 'scores' }, rows.filter(([, value]) => value !== null).map(([name, value, min, max, unit]) => h('div', {},
      h('dt', {}, name), h('dd', {}, h('meter', { min, max, value, 'aria-label': name }), ` ${value.toFixed(2)}${unit}`)))),
    conditions ? h('details', {}, h('summary', {}, 'Measured'), h('dl', { class: 'measured' }, Object.entries(conditions).map(([name, value]) =>
      [h('dt', {}, name.replaceAll('_', ' ')), h('dd', {}, value === null ? 'cannot be told' : String(value))]))) : null)
}
