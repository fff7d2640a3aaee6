import { key } from './key.js'

const base = new URL('.', location.href)

/** What the server would not do, in its own words. */
export class Refused extends Error {
  constructor(status, body) {
    super(body?.message ?? `The server answered ${status}.`)
    this.status = status
    this.code = body?.code
  }
}

export const get = (path, signal) => call('GET', path, undefined, signal)

export async function call(method, path, body, signal) {
  const isForm = body instanceof FormData
  const response = await ask(method, path, isForm ? {} : { 'Content-Type': 'application/json' }, isForm || body === undefined ? body : JSON.stringify(body), signal)
  const answer = await response.json()
  if (!response.ok || answer.success === false)
    throw new Refused(response.status, answer)
  return answer
}

/** Every event of a voice's work, until it ends. */
export async function follow(uuid, signal, told) {
  const response = await ask('GET', `api/v2/voices/${uuid}/events`, {}, undefined, signal)
  if (!response.ok)
    throw new Refused(response.status, await response.json())
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let read; !(read = await reader.read()).done;) {
    const events = (rest + read.value).split('\n\n')
    rest = events.pop()
    for (const event of events) {
      const data = event.split('\n').find(line => line.startsWith('data: '))
      if (data)
        told(JSON.parse(data.slice(6)))
    }
  }
}

/** A link of this server as the page may load it, whatever name the server has for itself. */
export function local(link) {
  const url = new URL(link, base)
  const path = url.pathname.slice(url.pathname.indexOf('/api/') + 1)
  return new URL(path + url.search, base).href
}

async function ask(method, path, headers, body, signal) {
  try {
    return await fetch(new URL(path, base), { method, headers: { ...headers, Authorization: `Bearer ${key()}` }, body, signal, credentials: 'omit', cache: 'no-store' })
  } catch (problem) {
    if (signal?.aborted)
      throw problem
    throw new Error(`The server could not be reached: ${problem.message}`)
  }
}
