import { fill, h, labelled } from '../docs/dom.js'
import { call } from './client.js'
import { submitted } from './create.js'

/** Lets the voice say something. */
export function speak(uuid) {
  const text = h('textarea', { id: 'say', rows: 3, required: true, maxlength: 3000 })
  text.value = 'Nobody ever recorded me saying this.'
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const read = h('div', { id: 'read', 'aria-live': 'polite' })
  const heard = h('div', { class: 'sound', 'aria-live': 'polite' })
  const form = h('form', { class: 'card' },
    h('h2', {}, 'Let it speak'), labelled('Text or SSML', text), read, wrong, heard,
    h('div', { class: 'buttons' }, h('button', { class: 'send' }, 'Speak')))
  text.addEventListener('input', whenStill(() => showReading(text, read)))
  showReading(text, read)
  form.addEventListener('submit', submitted(wrong, async () => {
    const said = await call('POST', 'synthesize', { voice_uuid: uuid, data: text.value, precision: 'PCM_16' })
    const source = `data:audio/wav;base64,${said.audio_content}`
    heard.replaceChildren(
      h('audio', { controls: true, autoplay: true, src: source }),
      h('a', { href: source, download: 'speech.wav' }, `Save ${said.duration.toFixed(1)} s as WAV`),
      ...said.issues.map(issue => h('p', { class: 'note' }, issue)))
  }))
  return form
}

/** Shows the words that the text is spoken as, and what of it is not spoken. */
async function showReading(box, below) {
  const text = box.value
  const lines = text.trim() ? await readingOf(text) : []
  if (box.value === text) // else a later one is on its way
    fill(below, lines.map(line => h('p', { class: 'note' }, line)))
}

async function readingOf(text) {
  try {
    const read = await call('POST', 'api/v2/read', { data: text })
    return [`Read as: ${read.words}`, ...read.issues]
  } catch (problem) {
    return [problem.message]
  }
}

/** Calls when nothing has been typed for a moment. */
function whenStill(call) {
  let timer
  return () => {
    clearTimeout(timer)
    timer = setTimeout(call, 400)
  }
}
