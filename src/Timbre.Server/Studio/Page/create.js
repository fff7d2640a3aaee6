import { h, labelled } from '../docs/dom.js'
import { call } from './client.js'

/** A form for a new voice; its recordings are added on its own page. */
export function newVoice() {
  const name = h('input', { id: 'name', required: true, maxlength: 200, autocomplete: 'off' })
  const kind = h('select', { id: 'kind' }, h('option', { value: 'rapid' }, 'rapid: from 10 seconds, ready at once'), h('option', { value: 'professional' }, 'professional: from 10 minutes, trained for longer'))
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const form = h('form', { class: 'card' },
    h('h2', {}, 'A new voice'), labelled('Name', name), labelled('Kind', kind), wrong,
    h('div', { class: 'buttons' }, h('button', { class: 'send' }, 'Create')))
  form.addEventListener('submit', submitted(wrong, async () => {
    const { item } = await call('POST', 'api/v2/voices', { name: name.value, voice_type: kind.value })
    location.hash = `/voices/${item.uuid}`
  }))
  return form
}

/** Sends recordings, one after the other, and says of each that is refused why. */
export function addRecordings(uuid, then) {
  const files = h('input', { type: 'file', id: 'files', multiple: true, accept: 'audio/*,.wav,.flac,.mp3,.m4a,.ogg,.opus,.webm,.aiff', required: true })
  const bar = h('progress', { hidden: true, max: 1, value: 0, 'aria-label': 'Uploaded' })
  const wrong = h('ul', { class: 'wrong', role: 'alert' })
  const form = h('form', { class: 'card' },
    h('h2', {}, 'Add recordings'), labelled('Sound files of one speaker, 1 to 60 s each', files), bar, wrong,
    h('div', { class: 'buttons' }, h('button', { class: 'send' }, 'Upload')))
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const all = [...files.files]
    wrong.replaceChildren()
    bar.hidden = false
    for (const [i, file] of all.entries()) {
      bar.value = i / all.length
      const body = new FormData()
      body.append('name', file.name)
      body.append('text', '')
      body.append('file', file, file.name)
      try {
        await call('POST', `api/v2/voices/${uuid}/recordings`, body)
      } catch (problem) {
        wrong.append(h('li', {}, `${file.name}: ${problem.message}`))
      }
    }
    bar.hidden = true
    if (wrong.children.length === 0)
      then()
    else
      files.value = ''
  })
  return form
}

/** The speaker's consent, as a WAV file, and what is to be said in it. */
export function giveConsent(uuid, { statement, challenge }, then) {
  const file = h('input', { type: 'file', id: 'consent', accept: 'audio/wav,.wav', required: true })
  const wrong = h('p', { class: 'wrong', role: 'alert' })
  const form = h('form', { class: 'card' },
    h('h2', {}, 'Give consent'),
    statement ? h('blockquote', {}, challenge ? `${statement} ${challenge.sentence}` : statement) : h('p', { class: 'note' }, 'The statement names your company, which the operator has not set.'),
    labelled('A WAV of the speaker saying just this', file), wrong,
    h('div', { class: 'buttons' }, h('button', { class: 'send' }, 'Send')))
  form.addEventListener('submit', submitted(wrong, async () => {
    const bytes = new Uint8Array(await file.files[0].arrayBuffer())
    let letters = ''
    for (let i = 0; i < bytes.length; i += 0x8000)
      letters += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
    await call('POST', `api/v2/voices/${uuid}/consent`, { consent: btoa(letters) })
    then()
  }))
  return form
}

/** Runs what a form or a button is for; what the server refuses is shown in its words. */
export function submitted(wrong, work) {
  return async event => {
    event.preventDefault()
    wrong.textContent = ''
    try {
      await work()
    } catch (problem) {
      wrong.textContent = problem.message
    }
  }
}
