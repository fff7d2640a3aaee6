import { showAnswer } from './answer.js'
import { bodyForm } from './bodies.js'
import { curl } from './curl.js'
import { copyButton, h, labelled } from './dom.js'
import { isKept, keep, keyFor, kindOf, setKey } from './keys.js'
import { known, learn } from './recent.js'
import { send } from './send.js'

/** The form that tries a call: key, parameters, body, and below it what came back. */
export function showTrial(api, operation) {
  if (operation.answers.some(answer => answer.status === '101'))
    return aside(h('p', { class: 'plain' }, 'A browser cannot send a key when it opens a WebSocket, so this one is tried from a program.'))

  const fields = operation.parameters.map(parameter => ({ parameter, input: parameterInput(operation, parameter) }))
  const body = operation.body ? bodyForm(api, operation) : null
  const command = h('code', {})
  const withKey = h('input', { type: 'checkbox', id: 'with-key' })
  const button = h('button', { type: 'submit', class: 'send' }, 'Send')
  const stop = h('button', { type: 'button', class: 'quiet', hidden: true }, 'Stop')
  const answer = h('section', { class: 'answer', 'aria-label': 'Answer' })

  const request = () => ({ operation, path: pathOf(operation, fields), key: keyFor(operation), body: body?.read() ?? null })
  const refresh = () => { command.textContent = curl(request(), withKey.checked) }

  const form = h('form', { novalidate: true },
    operation.key ? keyField(operation) : null,
    ...fields.map(({ parameter, input }) => labelled(parameter.name, input, parameter.required ? 'required' : parameter.in)),
    body?.element,
    h('p', { class: 'buttons' }, button, stop),
    h('details', { class: 'curl' },
      h('summary', {}, 'The same with curl'),
      h('pre', { tabindex: '0' }, command),
      h('p', { class: 'buttons' }, copyButton(() => command.textContent), operation.key ? h('label', { class: 'check' }, withKey, ' with my key') : null)))

  form.addEventListener('input', refresh)
  form.addEventListener('change', refresh)
  form.addEventListener('submit', async event => {
    event.preventDefault()
    const missing = fields.find(({ parameter, input }) => parameter.required && input.value.trim() === '')
    if (missing) {
      missing.input.focus()
      answer.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, `${missing.parameter.name}: a value is needed.`))
      return
    }

    const aborter = new AbortController()
    stop.onclick = () => aborter.abort()
    button.disabled = true
    stop.hidden = false
    answer.replaceChildren(h('p', { class: 'waiting', role: 'status' }, 'Waiting for the answer.'))
    try {
      const got = await send(request(), aborter.signal, text => answer.replaceChildren(h('pre', { class: 'live', tabindex: '0' }, text)))
      learn(operation, got.json)
      answer.replaceChildren(...showAnswer(got))
      answer.scrollIntoView({ block: 'nearest' })
    } catch (problem) {
      answer.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, problem.message))
    } finally {
      button.disabled = false
      stop.hidden = true
    }
  })
  refresh()
  return aside(form, answer)
}

const aside = (...children) => h('section', { class: 'trial', 'aria-labelledby': 'trial-title' }, h('h2', { id: 'trial-title' }, 'Try it'), ...children)

function keyField(operation) {
  const label = kindOf(operation) === 'operator' ? 'Operator key' : 'API key'
  const input = h('input', { id: 'key', type: 'password', autocomplete: 'off', spellcheck: 'false', value: keyFor(operation), placeholder: 'kept in this page only' })
  const show = h('input', { type: 'checkbox' })
  const kept = h('input', { type: 'checkbox', checked: isKept() })
  input.addEventListener('input', () => setKey(operation, input.value.trim()))
  show.addEventListener('change', () => { input.type = show.checked ? 'text' : 'password' })
  kept.addEventListener('change', () => keep(kept.checked))
  return h('div', { class: 'field' },
    h('label', { for: 'key' }, label),
    input,
    h('p', { class: 'checks' }, h('label', { class: 'check' }, show, ' show'), h('label', { class: 'check' }, kept, ' keep until this tab is closed')))
}

function parameterInput(operation, parameter) {
  if (parameter.schema.type === 'boolean')
    return h('select', {}, ['', 'true', 'false'].map(value => h('option', { value }, value || 'not sent')))
  return h('input', {
    type: 'text',
    autocomplete: 'off',
    spellcheck: 'false',
    required: parameter.required,
    value: parameter.in === 'path' ? known(operation, parameter.name) : '',
    placeholder: parameter.schema.default !== undefined ? String(parameter.schema.default) : '',
  })
}

function pathOf(operation, fields) {
  let path = operation.path
  const query = new URLSearchParams()
  for (const { parameter, input } of fields) {
    const value = input.value.trim()
    if (parameter.in === 'path')
      path = path.replace(`{${parameter.name}}`, value === '' ? `{${parameter.name}}` : encodeURIComponent(value))
    else if (value !== '')
      query.set(parameter.name, value)
  }
  return query.size === 0 ? path : `${path}?${query}`
}
