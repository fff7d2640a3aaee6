/** The document as the page needs it: sections of operations, with every reference followed. */
export async function load() {
  const answer = await fetch('openapi.json')
  if (!answer.ok)
    throw new Error(`openapi.json was answered with ${answer.status}.`)
  return new Api(await answer.json())
}

class Api {
  constructor(document) {
    this.document = document
    this.operations = []
    for (const [path, item] of Object.entries(document.paths))
      for (const [method, operation] of Object.entries(item))
        this.operations.push(this.#read(method.toUpperCase(), path, operation))
    for (const operation of this.operations)
      operation.others = this.operations.filter(other => other.sameAs === operation.id)
    this.sections = document.tags
      .map(tag => ({ title: tag.name, operations: this.operations.filter(operation => operation.section === tag.name && !operation.sameAs) }))
      .filter(section => section.operations.length > 0)
  }

  find(id) {
    const found = this.operations.find(operation => operation.id === id)
    return found?.sameAs ? this.find(found.sameAs) : found
  }

  #read(method, path, operation) {
    const [type, media] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
    return {
      id: operation.operationId,
      sameAs: operation['x-same-as'],
      title: '501' in operation.responses ? path.split('/').slice(3).join('/') : words(operation.operationId),
      section: operation.tags[0],
      method,
      path,
      summary: operation.summary ?? '',
      description: operation.description ?? '',
      key: Object.keys(operation.security?.[0] ?? {})[0] ?? null,
      parameters: (operation.parameters ?? []).map(parameter => ({ ...parameter, schema: this.plain(parameter.schema) })),
      body: media && { type, schema: this.plain(media.schema), example: media.example, required: operation.requestBody.required === true },
      answers: Object.entries(operation.responses).map(([status, answer]) => ({
        status,
        description: answer.description,
        types: Object.keys(answer.content ?? {}),
        schema: this.plain(Object.values(answer.content ?? {})[0]?.schema),
      })),
      callbacks: Object.entries(operation.callbacks ?? {}).map(([field, callback]) => this.#callback(field, Object.values(callback)[0].post)),
    }
  }

  #callback(field, post) {
    const media = post.requestBody.content['application/json']
    return {
      field,
      summary: post.summary,
      schema: this.plain(media.schema),
      examples: Object.entries(media.examples ?? {}).map(([name, example]) => ({ name, value: example.value })),
    }
  }

  /** A schema without references: what the reference says of itself is kept, "or null" becomes nullable. */
  plain(schema) {
    if (!schema)
      return null
    if (schema.$ref) {
      const target = this.document.components.schemas[schema.$ref.split('/').at(-1)]
      return this.plain({ ...target, ...(schema.description ? { description: schema.description } : {}) })
    }
    if (schema.allOf?.length === 1) {
      const base = this.plain(schema.allOf[0])
      return { ...base, required: [...base.required ?? [], ...schema.required ?? []] }
    }
    const choices = (schema.oneOf ?? schema.anyOf ?? []).filter(choice => choice.type !== 'null')
    if (choices.length === 1)
      return { description: schema.description, ...this.plain(choices[0]), nullable: true }
    const types = [schema.type ?? []].flat()
    return { ...schema, choices, type: types.find(type => type !== 'null'), nullable: types.includes('null') }
  }

  /** The fields of a schema as rows, those of inner objects and lists below their own. */
  rows(schema, depth = 0) {
    const owner = schema?.type === 'array' ? this.plain(schema.items) : schema
    return Object.entries(owner?.properties ?? {}).flatMap(([name, property]) => {
      const field = this.plain(property)
      return [{ name, field, depth, required: owner.required?.includes(name) ?? false, type: this.typeOf(field) }, ...(depth < 4 ? this.rows(field, depth + 1) : [])]
    })
  }

  typeOf(schema) {
    if (schema.choices?.length > 1)
      return schema.choices.map(choice => this.typeOf(this.plain(choice))).join(' or ')
    if (schema.type === 'array')
      return `${this.typeOf(this.plain(schema.items))}[]`
    return { byte: 'string (base 64)', binary: 'file', uri: 'string (URL)', 'date-time': 'string (time, UTC)' }[schema.format] ?? schema.type ?? 'any'
  }
}

const oneOfThem = /^(create|get|update|change|delete|build|follow|revoke|rotate|redeliver|download|restore) /

/** "Create a voice" for CreateVoice. */
function words(id) {
  const text = id.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().replace(oneOfThem, '$1 a ').replace(/ a (?=[aeio])/, ' an ')
  return text[0].toUpperCase() + text.slice(1)
}
