import { h } from './dom.js'

/** The little Markdown that descriptions use: headings, paragraphs, lists, quotes, code, links, bold, italics. */
export function markdown(text) {
  const blocks = []
  const lines = text.split('\n')
  for (let i = 0; i < lines.length;) {
    const line = lines[i]
    if (line.trim() === '') {
      i++
    } else if (line.startsWith('```')) {
      const end = lines.indexOf('```', i + 1)
      blocks.push(h('pre', { tabindex: '0' }, h('code', {}, lines.slice(i + 1, end).join('\n'))))
      i = end + 1
    } else if (line.startsWith('## ')) {
      blocks.push(h('h2', {}, inline(line.slice(3))))
      i++
    } else if (line.startsWith('- ')) {
      const items = take(l => l.startsWith('- '))
      blocks.push(h('ul', {}, items.map(item => h('li', {}, inline(item.slice(2))))))
    } else if (line.startsWith('> ')) {
      blocks.push(h('blockquote', {}, inline(take(l => l.startsWith('> ')).map(l => l.slice(2)).join(' '))))
    } else {
      blocks.push(h('p', {}, inline(take(l => l.trim() !== '' && !/^(```|## |- |> )/.test(l)).join(' '))))
    }

    function take(belongs) {
      const from = i
      while (i < lines.length && belongs(lines[i]))
        i++
      return lines.slice(from, i)
    }
  }
  return blocks
}

/** Code, bold, italics and links within a line. */
export function inline(text) {
  const parts = []
  let rest = text
  for (let found; (found = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*]+)\*|\[([^\]]+)\]\((https:[^)\s]+|#[^)\s]*)\)/.exec(rest));) {
    parts.push(rest.slice(0, found.index))
    const [whole, code, bold, italics, label, address] = found
    parts.push(
      code ? h('code', {}, code)
        : bold ? h('strong', {}, inline(bold))
          : italics ? h('em', {}, inline(italics))
            : h('a', { href: address, rel: 'noreferrer' }, label))
    rest = rest.slice(found.index + whole.length)
  }
  return [...parts, rest]
}
