/** The caller's keys: in this page's memory, or, when the caller wants that, in this tab until it is closed. They go into requests and nowhere else. */
const memory = { account: '', operator: '' }
const remembered = 'timbre-keys'

export const kindOf = operation => operation.key === 'operator' ? 'operator' : 'account'

export const isKept = () => sessionStorage.getItem(remembered) !== null

export function keep(yes) {
  if (yes)
    sessionStorage.setItem(remembered, JSON.stringify(memory))
  else
    sessionStorage.removeItem(remembered)
}

export const keyFor = operation => operation.key ? memory[kindOf(operation)] : ''

export function setKey(operation, key) {
  memory[kindOf(operation)] = key
  if (isKept())
    keep(true)
}

const kept = sessionStorage.getItem(remembered)
if (kept !== null)
  Object.assign(memory, JSON.parse(kept))
