// audio.speech of the official openai package. node openai.mjs BASE_URL KEY VOICE NAME AMBIGUOUS: prints what it made of each answer.
import OpenAI from 'openai'

const [url, key, voice, name, ambiguous] = process.argv.slice(2)
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 })
const input = 'Two roads diverged in a wood. I took the one less travelled by.'
const model = 'tts-1'

const seen = { formats: {} }
const say = async request => {
  const response = await client.audio.speech.create({ model, input, voice, ...request })
  return {
    type: response.headers.get('content-type'),
    issues: response.headers.get('x-timbre-issues'),
    sound: Buffer.from(await response.arrayBuffer()).toString('base64'),
  }
}
for (const response_format of [undefined, 'mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']) seen.formats[`${response_format}`] = await say({ response_format })
seen.byName = await say({ voice: name, response_format: 'pcm' })
seen.slow = await say({ speed: 0.5, response_format: 'pcm' })
seen.fast = await say({ speed: 2, response_format: 'pcm' })
seen.instructed = await say({ instructions: 'Whisper.', response_format: 'pcm' })

const events = await client.audio.speech.create({ model, input, voice, response_format: 'pcm', stream_format: 'sse' })
seen.events = (await events.text()).split('\n\n').filter(Boolean).map(event => JSON.parse(event.replace(/^data: /, '')))

const fails = async (request, using = client) => {
  try {
    await using.audio.speech.create({ model, input, voice, ...request })
    return null
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, code: error.code, type: error.type, param: error.param, message: error.message }
  }
}
seen.errors = {
  nobody: await fails({ voice: 'alloy' }),
  ambiguous: await fails({ voice: ambiguous }),
  format: await fails({ response_format: 'midi' }),
  speed: await fails({ speed: 9 }),
  empty: await fails({ input: '' }),
  long: await fails({ input: 'a'.repeat(3001) }),
  key: await fails({}, new OpenAI({ baseURL: `${url}/v1`, apiKey: 'not-a-key-of-this-server', maxRetries: 0 })),
}
seen.models = (await client.models.list()).data
seen.model = await client.models.retrieve(seen.models[0].id)
seen.voices = await client.get('/audio/voices')

console.log(JSON.stringify(seen))
