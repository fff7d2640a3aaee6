import { h } from './dom.js'

const open = new Set()

/** A player for every sound in an answer: its body, base 64 in its fields, or links of this server. */
export function players(got) {
  for (const url of open)
    URL.revokeObjectURL(url)
  open.clear()
  if (got.blob && got.status < 300 && !got.type.includes('json') && !got.type.startsWith('text/') && got.blob.size > 0)
    return [file(got.blob, nameFor(got.type))]
  return [...sounds(got.json)].map(({ name, source, type }) => player(name, source, type))
}

function file(blob, name) {
  const url = keepOpen(blob)
  const link = h('a', { href: url, download: name }, `Save as ${name}`)
  return h('div', { class: 'sound' }, document.createElement('audio').canPlayType(blob.type) !== '' ? h('audio', { controls: true, src: url }) : null, link)
}

function player(name, source, type) {
  const url = source instanceof Blob ? keepOpen(source) : source
  return h('figure', { class: 'sound' },
    h('figcaption', {}, h('code', {}, name)),
    h('audio', { controls: true, src: url, preload: 'metadata' }),
    h('a', { href: url, download: `sound.${type}` }, 'Save'))
}

/** Every sound that a JSON answer holds. */
function* sounds(value, name = '', format = 'wav') {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      yield* sounds(item, `${name}[${i}]`, format)
  } else if (value !== null && typeof value === 'object') {
    const own = typeof value.output_format === 'string' ? value.output_format : format
    for (const [field, inner] of Object.entries(value)) {
      const full = name === '' ? field : `${name}.${field}`
      if ((field === 'audio_content' || field === 'raw_audio') && typeof inner === 'string' && inner !== '')
        yield { name: full, source: decoded(inner, own), type: own }
      else if (field === 'audio_src' && typeof inner === 'string' && new URL(inner, location.href).origin === location.origin)
        yield { name: full, source: inner, type: own }
      else
        yield* sounds(inner, full, own)
    }
  }
}

function decoded(base64, format) {
  const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
  return new Blob([bytes], { type: format === 'mp3' ? 'audio/mpeg' : `audio/${format}` })
}

function keepOpen(blob) {
  const url = URL.createObjectURL(blob)
  open.add(url)
  return url
}

function nameFor(type) {
  const kind = type.split(';')[0].trim()
  const ends = { 'audio/mpeg': 'mp3', 'audio/x-wav': 'wav', 'application/x-tar': 'tar', 'application/octet-stream': 'bin' }
  return `answer.${ends[kind] ?? kind.split('/')[1] ?? 'bin'}`
}
