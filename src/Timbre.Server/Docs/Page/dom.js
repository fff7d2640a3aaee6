/** Makes an element: h('a', { href: '#x', class: 'y' }, 'text', child). Text stays text: nothing here ever reads HTML. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on'))
      element.addEventListener(name.slice(2), value)
    else if (name === 'value' || name === 'checked' || name === 'disabled')
      element[name] = value
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...shown(children))
  return element
}

/** Puts these in place of what an element holds. */
export const fill = (element, ...children) => element.replaceChildren(...shown(children))

const shown = children => children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false)

/** An input below its name, with a word on what it is. */
export function labelled(name, input, note = null) {
  input.id ||= `field-${name}`
  return h('div', { class: 'field' }, h('label', { for: input.id }, name, note ? h('span', { class: 'note' }, note) : null), input)
}

/** A button that puts a text into the clipboard and says so for a moment. */
export function copyButton(text, label = 'Copy') {
  const button = h('button', { type: 'button', class: 'quiet copy' }, label)
  button.addEventListener('click', async () => {
    button.textContent = await put(text()) ? 'Copied' : 'Not allowed here'
    setTimeout(() => { button.textContent = label }, 1500)
  })
  return button
}

async function put(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false // browsers allow it only on https and on this machine
  }
}
