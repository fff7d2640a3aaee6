// Calls every method that the SDK has, as it comes from the registry, and prints what it made of each answer, and which methods were not called.
// node every-method.mjs BASE_URL KEY VOICE SOUND: a finished voice, a sound file of speech.
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { Resemble } from '@resemble/node'

const [url, key, voice, sound] = process.argv.slice(2)
Resemble.setBaseUrl(`${url}/api`)
Resemble.setSynthesisUrl(url)
Resemble.setApiKey(key)

const missing = new Set()
const v2 = Object.fromEntries(Object.entries(Resemble.v2).map(([resource, methods]) => [resource, Object.fromEntries(Object.entries(methods).map(([name, method]) => {
  missing.add(`${resource}.${name}`)
  return [name, (...given) => (missing.delete(`${resource}.${name}`), method(...given))]
}))]))
const { projects, clips, voices, recordings, batch, phonemes, termSubstitutions, edits, detection } = v2

const seen = { told: [] }
const receiver = createServer(async (request, response) => {
  seen.told.push(JSON.parse(await text(request)))
  response.end()
})
await new Promise(ready => receiver.listen(0, '127.0.0.1', ready))
const hook = `http://127.0.0.1:${receiver.address().port}/`
const settled = async (ask, done) => {
  for (let tries = 0; tries < 1200; tries++, await setTimeout(100)) {
    const answer = await ask()
    if (!answer.success || done(answer.item)) return answer
  }
  throw new Error('it takes too long')
}

seen.project_create = await projects.create({ name: 'SDK project', description: 'of a test', is_collaborative: false, is_archived: false, is_public: false })
const project = seen.project_create.item.uuid
seen.project_get = await projects.get(project)
seen.project_update = await projects.update(project, { name: 'SDK project, renamed' })
seen.projects_all = await projects.all(1)

seen.phoneme_create = await phonemes.create('three', 'θɹiː')
seen.phonemes_all = await phonemes.all(1)
seen.phoneme_get = await phonemes.get(seen.phoneme_create.item.uuid)
seen.phoneme_delete = await phonemes.delete(seen.phoneme_create.item.uuid)
seen.substitution_create = await termSubstitutions.create('gray', 'grey')
seen.substitutions_all = await termSubstitutions.all(1, 100)
seen.substitution_get = await termSubstitutions.get(seen.substitution_create.item.uuid)
seen.substitution_delete = await termSubstitutions.delete(seen.substitution_create.item.uuid)

seen.clip_sync = await clips.createSync(project, { voice_uuid: voice, body: 'This is a test.', title: 'first', is_archived: false, is_public: false, raw: true, include_timestamps: true, sample_rate: 44100, output_format: 'mp3' })
seen.clip_async = await clips.createAsync(project, { voice_uuid: voice, body: 'This is a test.', callback_uri: hook })
const clip = seen.clip_async.item.uuid
seen.clip_rendered = await settled(() => clips.get(project, clip), item => item.audio_src)
seen.clip_update = await clips.updateAsync(project, clip, { voice_uuid: voice, body: 'This is another test.', callback_uri: hook })
seen.clip_updated = await settled(() => clips.get(project, clip), item => item.audio_src)
seen.clips_all = await clips.all(project, 1, 10)
seen.direct = await clips.createDirect({ voice_uuid: voice, project_uuid: project, data: 'This is a test.', precision: 'PCM_16', sample_rate: 22050 })
seen.streamed = 0
for await (const part of clips.stream({ voice_uuid: voice, project_uuid: project, data: 'This is a test.' })) seen.streamed += part.data.length

seen.batch_create = await batch.create(project, voice, ['Content A', 'Content B', 'Content C'])
seen.batch_pairs = await batch.create(project, voice, [['title', 'Content D']], { callbackUri: hook, precision: 'PCM_16', sampleRate: 8000, outputFormat: 'wav' })
seen.batch_done = await settled(() => batch.get(project, seen.batch_create.item.uuid), item => item.completed_count + item.failed_count === item.total_count)
seen.batches_all = await batch.all(project, 1)
seen.batch_delete = await batch.delete(project, seen.batch_create.item.uuid)
seen.batch_gone = await batch.get(project, seen.batch_create.item.uuid)

seen.voice_create = await voices.create({ name: 'SDK voice', voice_type: 'rapid' })
const other = seen.voice_create.item.uuid
seen.voice_get = await voices.get(other, true, true)
seen.voice_update = await voices.update(other, { name: 'SDK voice, renamed' })
seen.voices_all = await voices.all(1, 10)
seen.recording_create = await recordings.create(other, { name: 'one', text: 'words', is_active: true, emotion: 'neutral' }, createReadStream(sound), statSync(sound).size)
const recording = seen.recording_create.item.uuid
seen.recording_get = await recordings.get(other, recording)
seen.recording_update = await recordings.update(other, recording, { name: 'two', text: 'other words', is_active: true, emotion: 'neutral' })
seen.recordings_all = await recordings.all(other, 1, 10)
seen.recording_delete = await recordings.delete(other, recording)
seen.voice_build_refused = await voices.build(other)
seen.voice_delete = await voices.delete(other)

seen.unsupported = {
  edits_all: await edits.all(1),
  edit_get: await edits.get('00000000'),
  edit_create: await edits.create({ original_transcript: 'one', target_transcript: 'two', voice_uuid: voice }, readFileSync(sound), statSync(sound).size),
  detect: await detection.create({ url: 'https://example.com/sound.wav' }),
  detect_sync: await detection.createSync({ url: 'https://example.com/sound.wav' }),
  detect_and_get: await detection.detectAndGet({ url: 'https://example.com/sound.wav' }, 1, 0),
  detect_get: await detection.get('00000000'),
}
seen.secure_upload = await detection.secureUpload(sound)

for (let tries = 0; seen.told.length < 3 && tries < 600; tries++) await setTimeout(100)
receiver.close()
receiver.closeAllConnections()
seen.clip_delete = await clips.delete(project, clip)
seen.clip_gone = await clips.get(project, clip)
seen.project_delete = await projects.delete(project)
seen.project_gone = await projects.get(project)
seen.missing = [...missing]

console.log(JSON.stringify(seen))
