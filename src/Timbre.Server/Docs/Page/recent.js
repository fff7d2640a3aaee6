/** What the calls of this visit made, so that the next call's form begins with it: the new voice's uuid where a voice is asked for. */
const made = new Map()

/** Takes the uuid out of an answer to a call on a collection (/voices) or one of its members (/voices/{uuid}). */
export function learn(operation, answer) {
  const id = answer?.item?.uuid ?? answer?.item?.id
  const collection = operation.path.split('/').filter(step => !step.startsWith('{')).at(-1)
  if (typeof id !== 'string' || !collection)
    return
  if (operation.method === 'POST' || operation.method === 'GET')
    made.set(singular(collection), id)
}

/** For {uuid} in /voices/{uuid}. */
export function known(operation, parameter) {
  const steps = operation.path.split('/')
  return made.get(singular(steps[steps.indexOf(`{${parameter}}`) - 1])) ?? ''
}

/** An example with what is known in place of what it made up. */
export function fill(example) {
  if (example === null || typeof example !== 'object' || Array.isArray(example))
    return example
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, name.endsWith('_uuid') ? made.get(name.slice(0, -5)) ?? value : value]))
}

const singular = word => word === 'batch' ? word : word.replace(/s$/, '')
