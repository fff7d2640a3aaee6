import { h, labelled } from './dom.js'
import { fill } from './recent.js'

/** The body's form: an editor for JSON, a field for each part of an upload, or a file. read() gives what is sent. */
export function bodyForm(api, operation) {
  const { type } = operation.body
  return type === 'application/json' ? jsonForm(api, operation)
    : type === 'multipart/form-data' ? partsForm(api, operation)
      : fileForm(type)
}

function jsonForm(api, operation) {
  const example = () => JSON.stringify(fill(operation.body.example ?? {}), null, 2)
  const editor = h('textarea', { id: 'body', spellcheck: 'false', autocomplete: 'off', rows: '10', value: example(), 'aria-describedby': 'body-problem' })
  const problem = h('p', { id: 'body-problem', class: 'wrong', role: 'status' })
  const files = new Map()

  const check = () => {
    try {
      JSON.parse(editor.value || '{}')
      problem.textContent = ''
    } catch (wrong) {
      problem.textContent = `This is not JSON yet: ${wrong.message}`
    }
    editor.rows = Math.min(24, Math.max(6, editor.value.split('\n').length + 1))
  }
  editor.addEventListener('input', check)
  check()

  const element = h('div', { class: 'field' },
    h('label', { for: 'body' }, 'JSON body'),
    editor,
    problem,
    h('p', { class: 'buttons' }, h('button', { type: 'button', class: 'quiet', onclick: () => { editor.value = example(); changed(editor) } }, 'Back to the example')),
    ...api.rows(operation.body.schema).filter(row => row.depth === 0 && row.field.format === 'byte').map(row => base64Field(row.name, editor, files)))
  return { element, read: () => ({ type: 'application/json', text: editor.value, files }) }
}

/** Puts a file into a field of the JSON: the editor shows its name, what is sent is its base 64. */
function base64Field(name, editor, files) {
  const input = h('input', { type: 'file', accept: '.wav,audio/wav,audio/x-wav', id: `file-${name}` })
  input.addEventListener('change', async () => {
    const [file] = input.files
    if (!file)
      return
    const token = `(base 64 of ${file.name})`
    files.set(token, { name: file.name, base64: await base64Of(file) })
    editor.value = withField(editor.value, name, token)
    changed(editor)
  })
  return h('div', { class: 'field helper' },
    h('label', { for: input.id }, `Put a WAV file into ${name}`),
    input,
    h('p', { class: 'note' }, 'The file stays here until you send; its name stands for it in the body.'))
}

function withField(text, name, value) {
  try {
    return JSON.stringify({ ...JSON.parse(text || '{}'), [name]: value }, null, 2)
  } catch {
    return JSON.stringify({ [name]: value }, null, 2)
  }
}

async function base64Of(file) {
  const reader = new FileReader()
  return new Promise((done, failed) => {
    reader.onload = () => done(reader.result.slice(reader.result.indexOf(',') + 1))
    reader.onerror = () => failed(reader.error)
    reader.readAsDataURL(file)
  })
}

function partsForm(api, operation) {
  const example = operation.body.example ?? {}
  const parts = api.rows(operation.body.schema).filter(row => row.depth === 0).map(row => ({ row, input: partInput(row, example[row.name]) }))
  const element = h('fieldset', { class: 'parts' }, h('legend', {}, 'Form parts'), parts.map(({ row, input }) => labelled(row.name, input, row.required ? 'required' : null)))
  const read = () => ({
    type: 'multipart/form-data',
    parts: parts.flatMap(({ row, input }) => row.field.format === 'binary'
      ? [...input.files].map(file => ({ name: row.name, file }))
      : input.value === '' ? [] : [{ name: row.name, text: input.value }]),
  })
  return { element, read }
}

function partInput(row, example) {
  if (row.field.format === 'binary')
    return h('input', { type: 'file', accept: 'audio/*,.wav,.mp3,.m4a,.flac,.ogg,.webm,.aiff', required: row.required })
  if (row.field.type === 'boolean')
    return h('select', {}, ['', 'true', 'false'].map(value => h('option', { value, selected: String(example ?? '') === value }, value || 'not sent')))
  return h('input', { type: 'text', autocomplete: 'off', value: example ?? '', maxlength: row.field.maxLength })
}

function fileForm(type) {
  const input = h('input', { type: 'file' })
  return { element: labelled('file', input), read: () => ({ type, file: input.files[0] ?? null }) }
}

const changed = editor => editor.dispatchEvent(new Event('input', { bubbles: true }))
