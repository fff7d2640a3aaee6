import { h, labelled } from '../docs/dom.js'
import { isKept, keep, keyFor, setKey } from '../docs/keys.js'

const account = { key: 'bearer' }

export const key = () => keyFor(account)

export const hasKey = () => key() !== ''

export function forgetKey() {
  setKey(account, '')
  keep(false)
}

/** Asks for the account's key; then goes on. */
export function showKeyForm(main, then, problem = null) {
  const field = h('input', { type: 'password', id: 'key', autocomplete: 'off', spellcheck: 'false', required: true })
  const kept = h('input', { type: 'checkbox', id: 'kept', checked: isKept() })
  const form = h('form', { class: 'keyform' },
    h('h1', {}, 'Your voices'),
    h('p', { class: 'lead' }, 'The key stands in what the server printed at its first start; the operator makes more with ', h('code', {}, './timbre keys create'), '.'),
    problem ? h('p', { class: 'wrong', role: 'alert' }, problem) : null,
    labelled('Key of your account', field),
    h('label', { class: 'check' }, kept, ' Keep it in this tab until it is closed'),
    h('div', { class: 'buttons' }, h('button', { class: 'send' }, 'Show my voices')))
  form.addEventListener('submit', event => {
    event.preventDefault()
    keep(kept.checked)
    setKey(account, field.value.trim())
    then()
  })
  main.replaceChildren(form)
  field.focus()
}
