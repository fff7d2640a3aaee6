const base = new URL('.', location.href)

export const urlOf = path => new URL(path.replace(/^\//, ''), base).href

/** The body as it goes out: file names in the JSON become the files' base 64. */
export function contentOf(body) {
  if (body === null)
    return undefined
  if (body.parts) {
    const form = new FormData()
    for (const part of body.parts)
      form.append(part.name, part.file ?? part.text, ...(part.file ? [part.file.name] : []))
    return form
  }
  if (body.type !== 'application/json')
    return body.file ?? undefined
  let text = body.text
  for (const [token, file] of body.files)
    text = text.replaceAll(JSON.stringify(token), () => `"${file.base64}"`)
  return text
}

/** Sends a call and reads its answer; <code>live</code> is given the text of an event stream as it grows. */
export async function send({ operation, path, key, body }, signal, live) {
  const headers = new Headers()
  if (key)
    headers.set('Authorization', `Bearer ${key}`)
  if (body && !body.parts)
    headers.set('Content-Type', body.type)
  const started = performance.now()
  let response
  try {
    response = await fetch(urlOf(path), { method: operation.method, headers, body: contentOf(body), signal, credentials: 'omit', cache: 'no-store' })
  } catch (problem) {
    throw new Error(problem.name === 'AbortError' ? 'Stopped.' : `The server could not be reached: ${problem.message}`)
  }
  const headed = performance.now()
  const type = response.headers.get('Content-Type') ?? ''
  const got = { status: response.status, reason: response.statusText, headers: [...response.headers], type, firstMs: headed - started }
  if (type.startsWith('text/event-stream'))
    got.text = await follow(response, live)
  else
    got.blob = await response.blob()
  got.totalMs = performance.now() - started
  if (type.includes('json')) {
    const text = await got.blob.text()
    try {
      got.json = JSON.parse(text)
    } catch {
      got.text = text
    }
  } else if (got.blob && type.startsWith('text/')) {
    got.text = await got.blob.text()
  }
  return got
}

async function follow(response, live) {
  const decoder = new TextDecoder()
  const reader = response.body.getReader()
  let text = ''
  try {
    for (let read; !(read = await reader.read()).done;) {
      text += decoder.decode(read.value, { stream: true })
      live(text)
    }
  } catch (problem) {
    if (problem.name !== 'AbortError')
      throw problem
  }
  return text
}
