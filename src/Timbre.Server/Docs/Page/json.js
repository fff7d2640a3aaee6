import { h } from './dom.js'

const longest = 160

/** A value as JSON that a person reads: indented, coloured, with long texts (sounds in base 64) shortened. */
export function colored(value, indent = 0) {
  const pad = '  '.repeat(indent + 1)
  const end = '  '.repeat(indent)
  if (Array.isArray(value) && value.length > 0)
    return value.every(isPlain)
      ? fragment('[', ...value.flatMap((item, i) => [i === 0 ? '' : ', ', colored(item)]), ']')
      : fragment('[\n', ...value.flatMap((item, i) => [pad, colored(item, indent + 1), i < value.length - 1 ? ',\n' : '\n']), end, ']')
  if (value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0) {
    const fields = Object.entries(value)
    return fragment('{\n', ...fields.flatMap(([name, item], i) =>
      [pad, h('span', { class: 'j-name' }, JSON.stringify(name)), ': ', colored(item, indent + 1), i < fields.length - 1 ? ',\n' : '\n']), end, '}')
  }
  if (typeof value === 'string')
    return h('span', { class: 'j-text' }, value.length <= longest ? JSON.stringify(value) : `${JSON.stringify(value.slice(0, 60)).slice(0, -1)}… ${value.length} characters"`)
  return h('span', { class: value === null ? 'j-null' : 'j-number' }, JSON.stringify(value))
}

/** Letters, numbers and pairs of times follow each other on one line, however many they are. */
const isPlain = item => item === null || typeof item !== 'object' || Array.isArray(item) && item.length <= 4 && item.every(inner => typeof inner !== 'object')

function fragment(...parts) {
  const all = document.createDocumentFragment()
  all.append(...parts)
  return all
}
