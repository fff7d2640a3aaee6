import { copyButton, h } from './dom.js'
import { colored } from './json.js'
import { players } from './sound.js'

/** What came back: status, time, sounds to listen to, the JSON, the headers. */
export function showAnswer(got) {
  const good = got.status < 400
  return [
    h('p', { class: 'status', role: 'status' },
      h('strong', { class: good ? 'good' : 'bad' }, `${got.status} ${got.reason || (good ? 'OK' : '')}`.trim()),
      h('span', {}, `${time(got.totalMs)}${got.totalMs - got.firstMs > 20 ? `, first byte after ${time(got.firstMs)}` : ''}${got.blob ? `, ${size(got.blob.size)}` : ''}`)),
    !good && got.json?.message ? h('p', { class: 'refusal' }, got.json.code ? h('code', {}, got.json.code) : null, ' ', got.json.message) : null,
    ...players(got),
    content(got),
    h('details', { class: 'headers' }, h('summary', {}, 'Headers'),
      h('dl', {}, got.headers.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))),
  ].filter(Boolean)
}

function content(got) {
  if (got.json !== undefined)
    return h('div', { class: 'content' }, h('pre', { tabindex: '0', 'aria-label': 'Body of the answer' }, colored(got.json)), copyButton(() => JSON.stringify(got.json, null, 2)))
  if (got.text)
    return h('div', { class: 'content' }, h('pre', { tabindex: '0', 'aria-label': 'Body of the answer' }, got.text), copyButton(() => got.text))
  return null
}

const time = ms => ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`

const size = bytes => bytes < 1024 ? `${bytes} bytes` : bytes < 1 << 20 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / (1 << 20)).toFixed(1)} MiB`
