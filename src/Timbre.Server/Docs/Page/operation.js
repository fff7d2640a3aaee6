import { h } from './dom.js'
import { colored } from './json.js'
import { inline, markdown } from './markdown.js'
import { parameterTable, table } from './tables.js'
import { showTrial } from './trial.js'

/** A call: what it does, takes, answers and calls back, and beside it the form to try it. */
export function showOperation(api, operation) {
  return [
    h('div', { class: 'operation' },
      h('article', {},
        h('p', { class: 'section' }, operation.section),
        h('h1', {}, operation.title),
        address(operation),
        h('button', { type: 'button', class: 'quiet jump', onclick: () => document.getElementById('trial-title').scrollIntoView() }, 'Try it'),
        h('p', { class: 'lead' }, inline(operation.summary)),
        ...markdown(operation.description),
        ...parameters(api, operation),
        ...body(api, operation),
        ...answers(api, operation),
        ...callbacks(api, operation)),
      showTrial(api, operation)),
  ]
}

function address(operation) {
  const ways = [operation, ...operation.others]
  return h('div', { class: 'ways' }, ways.map((way, i) =>
    h('p', { class: 'way' }, i === 0 ? null : h('span', { class: 'also' }, 'also'), h('span', { class: `method ${way.method.toLowerCase()}` }, way.method), h('code', {}, way.path))))
}

function parameters(api, operation) {
  return operation.parameters.length === 0 ? [] : [h('h2', {}, 'Parameters'), parameterTable(api, operation.parameters)]
}

function body(api, operation) {
  if (!operation.body)
    return []
  const { type, schema, required } = operation.body
  return [
    h('h2', {}, 'Body'),
    h('p', { class: 'plain' }, h('code', {}, type), required ? '' : ', may be left out'),
    table(api, schema, true),
  ]
}

function answers(api, operation) {
  const good = operation.answers.filter(answer => answer.status < '400')
  const bad = operation.answers.filter(answer => answer.status >= '400')
  return [
    good.length === 0 ? null : h('h2', {}, 'Answer'),
    ...good.flatMap(answer => [
      h('p', { class: 'plain' }, h('strong', {}, answer.status), ' ', answer.types.length > 0 ? h('code', {}, answer.types.join(', ')) : '', answer.description && answer.description !== 'OK' ? ` ${answer.description}` : ''),
      answer.schema?.properties ? table(api, answer.schema, false) : null,
    ]).filter(Boolean),
    bad.length === 0 ? null : h('h3', {}, 'Refusals'),
    bad.length === 0 ? null : h('dl', { class: 'refusals' }, bad.flatMap(answer => [h('dt', {}, answer.status), h('dd', {}, inline(answer.description))])),
  ].filter(Boolean)
}

function callbacks(api, operation) {
  return operation.callbacks.flatMap(callback => [
    h('h2', {}, 'Callback'),
    h('p', {}, `${callback.summary} Sent as a POST to the address in `, h('code', {}, callback.field), '.'),
    table(api, callback.schema, false),
    ...callback.examples.map(example => h('details', { class: 'example' },
      h('summary', {}, h('code', {}, example.name)),
      h('pre', { tabindex: '0' }, colored(example.value)))),
  ])
}
