import { h } from './dom.js'
import { inline, markdown } from './markdown.js'
import { table } from './tables.js'

const address = new URL('.', location.href).href.replace(/\/$/, '')

const text = `
Every call below can be tried from this page, with your own key, against this server. What you send here really happens.

## Keys

The first start of the server prints a key for the default account; the operator makes more with \`./timbre keys create\`. Send it as

\`\`\`
Authorization: Bearer KEY
\`\`\`

\`Authorization: Token token=KEY\` and \`x-access-token: KEY\` work too, because the SDKs send them. Calls of the section *Administration* want the operator's key instead.

## Answers

A success is \`{"success": true, "item": ...}\`, or for lists \`"items"\` with the page and the totals. Lists take \`page\` (from 1) and \`page_size\` (1 to 1000, 10 when it is not given). Times are ISO 8601 in UTC.

## Refusals

Whatever is refused has a status of 400 or above and this shape:
`

/** What is shown before a call is chosen. */
export function showStart(api) {
  return [
    h('h1', {}, 'The API of this server'),
    h('p', { class: 'lead' }, inline(api.document.info.description)),
    h('p', {}, 'Its address is ', h('code', {}, address), '; SDKs that append ', h('code', {}, 'v2/'), ' by themselves are given ', h('code', {}, `${address}/api`), '.'),
    ...markdown(text),
    table(api, api.plain({ $ref: '#/components/schemas/Error' }), false),
    h('h2', {}, 'A first voice'),
    h('ol', {}, [
      ['CreateVoice', 'Create a voice'], ['CreateRecording', 'Upload recordings of it'], ['BuildVoice', 'Build it'],
      ['FollowVoice', 'Follow it until it is finished'], ['Synthesize', 'Let it speak'],
    ].filter(([id]) => api.find(id)).map(([id, label]) => h('li', {}, h('a', { href: `#${id}` }, label)))),
  ]
}
