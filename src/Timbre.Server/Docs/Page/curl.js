import { urlOf } from './send.js'

/** The call as a curl command for a POSIX shell; the key is $KEY unless it is wanted in full. */
export function curl({ operation, path, key, body }, withKey) {
  const parts = [`curl -s${operation.method === 'GET' ? '' : operation.method === 'HEAD' ? ' -I' : ` -X ${operation.method}`} ${quote(decodeBraces(urlOf(path)))}`]
  if (operation.key)
    parts.push(`-H ${withKey && key ? quote(`Authorization: Bearer ${key}`) : '"Authorization: Bearer $KEY"'}`)
  if (!body)
    return join(parts)
  if (body.parts)
    return join([...parts, ...body.parts.map(part => `-F ${quote(part.file ? `${part.name}=@${part.file.name}` : `${part.name}=${part.text}`)}`)])
  parts.push(`-H ${quote(`Content-Type: ${body.type}`)}`)
  if (body.type !== 'application/json')
    return join([...parts, `--data-binary ${quote(`@${body.file?.name ?? 'FILE'}`)}`])

  const text = compact(body.text)
  const pieces = split(text, body.files)
  if (pieces.length === 1)
    return join([...parts, `-d ${quote(text)}`])
  // a command line holds 128 KiB at most: the files go through a pipe
  return `(${pieces.map(piece => piece.file ? `base64 -w0 ${quote(piece.file)}` : `printf %s ${quote(piece.text)}`).join('; ')}) |\n  ${join([...parts, '-d @-'])}`
}

const join = parts => parts.join(' \\\n  ')

const quote = text => `'${text.replaceAll("'", "'\\''")}'`

const decodeBraces = url => url.replaceAll('%7B', '{').replaceAll('%7D', '}')

function compact(text) {
  try {
    return JSON.stringify(JSON.parse(text || '{}'))
  } catch {
    return text
  }
}

/** The text around the tokens that stand for files, and the files. */
function split(text, files) {
  let pieces = [{ text }]
  for (const [token, file] of files) {
    const inside = JSON.stringify(token).slice(1, -1)
    pieces = pieces.flatMap(piece => piece.file || !piece.text.includes(inside) ? [piece]
      : piece.text.split(inside).flatMap((part, i) => i === 0 ? [{ text: part }] : [{ file: file.name }, { text: part }]))
  }
  return pieces
}
