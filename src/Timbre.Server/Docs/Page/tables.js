import { h } from './dom.js'
import { inline } from './markdown.js'

/** The fields of a schema as a table; with <code>demands</code> it says which must be sent. */
export function table(api, schema, demands) {
  const rows = api.rows(schema)
  if (rows.length === 0)
    return h('p', { class: 'plain' }, schema ? `${api.typeOf(schema)}${schema.description ? `: ${schema.description}` : ''}` : 'Nothing.')
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Fields' },
    h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Field'), h('th', { scope: 'col' }, 'Type'), h('th', { scope: 'col' }, 'What it is'))),
      h('tbody', {}, rows.map(row => h('tr', {},
        h('th', { scope: 'row', class: `deep${row.depth}` }, h('code', {}, row.name), demands && row.required ? h('span', { class: 'required' }, 'required') : null),
        h('td', { class: 'type' }, row.type),
        h('td', {}, inline(row.field.description ?? ''), limits(row.field, demands)))))))
}

/** The parameters of the path and the query as a table. */
export function parameterTable(api, parameters) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': 'Parameters' },
    h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Parameter'), h('th', { scope: 'col' }, 'Type'), h('th', { scope: 'col' }, 'What it is'))),
      h('tbody', {}, parameters.map(parameter => h('tr', {},
        h('th', { scope: 'row' }, h('code', {}, parameter.name), parameter.required ? h('span', { class: 'required' }, 'required') : null),
        h('td', { class: 'type' }, `${api.typeOf(parameter.schema)}, ${parameter.in}`),
        h('td', {}, inline(parameter.description ?? ''), limits(parameter.schema, true)))))))
}

function limits(schema, demands) {
  const said = []
  if (schema.enum)
    said.push(['One of ', list(schema.enum.filter(value => value !== null))])
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    said.push([`${schema.minimum} to ${schema.maximum}`])
  if (schema.maxLength !== undefined)
    said.push([`At most ${schema.maxLength} characters`])
  if (schema.maxItems !== undefined)
    said.push([`At most ${schema.maxItems} of them`])
  if (schema.default !== undefined && schema.default !== null)
    said.push(['Default ', h('code', {}, String(schema.default))])
  if (!demands && schema.nullable)
    said.push(['May be ', h('code', {}, 'null')])
  return said.length === 0 ? null : h('span', { class: 'limits' }, said.flatMap((part, i) => i === 0 ? part : [' · ', ...part]))
}

const list = values => values.flatMap((value, i) => [i === 0 ? '' : ', ', h('code', {}, String(value))])
