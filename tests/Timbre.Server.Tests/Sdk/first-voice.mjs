// The life of a voice with the SDK as it comes from the registry. Prints one JSON object of what the SDK made of each answer.
// node first-voice.mjs BASE_URL KEY SOUND...: at least three sound files of one speaker.
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Resemble } from '@resemble/node'

const [url, key, ...sounds] = process.argv.slice(2)
Resemble.setBaseUrl(`${url}/api`)
Resemble.setSynthesisUrl(url)
Resemble.setApiKey(key)
const { voices, recordings, clips } = Resemble.v2

const seen = {}
seen.created = await voices.create({ name: 'SDK voice', voice_type: 'rapid', consent: readFileSync(sounds[0]).toString('base64'), callback_uri: '' })
const voice = seen.created.item.uuid

seen.recorded = []
for (const [i, path] of sounds.entries()) {
  // The type asks for a Buffer, whose part has no file name; everybody's example sends a stream, whose part has one.
  const sound = i % 2 === 0 ? readFileSync(path) : createReadStream(path)
  seen.recorded.push(await recordings.create(voice, { name: `clip ${i}`, text: `Sentence ${i}.`, is_active: true }, sound, statSync(path).size))
}
const first = seen.recorded[0].item.uuid
seen.recording = await recordings.get(voice, first)
seen.changed = await recordings.update(voice, first, { name: 'clip zero', text: '', emotion: 'neutral', is_active: true })
seen.recordings = await recordings.all(voice, 1, 10)

seen.renamed = await voices.update(voice, { name: 'SDK voice, renamed' })
seen.built = await voices.build(voice)
do {
  await setTimeout(200)
  seen.finished = await voices.get(voice)
} while (['initializing', 'running'].includes(seen.finished.item.status))

seen.voices = await voices.all(1, 10)
seen.spoken = await clips.createDirect({ voice_uuid: voice, data: 'Nobody ever recorded this sentence.' })
seen.refused = await voices.create({ name: 'no consent', consent: 'this is not a sound' })
seen.unknown = await voices.get('00000000')
seen.recordingDeleted = await recordings.delete(voice, first)
seen.deleted = await voices.delete(voice)
seen.gone = await voices.get(voice)

console.log(JSON.stringify(seen))
