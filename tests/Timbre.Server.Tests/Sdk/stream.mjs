// clips.stream of the SDK as it comes from the registry, in the four modes of its decoder, and clips.createDirect beside it.
// node stream.mjs BASE_URL KEY VOICE TEXT PRECISION RATE. Prints what a caller gets of each: bytes in base 64, the last timestamps.
import { Resemble } from '@resemble/node'

const [url, key, voice_uuid, data, precision, rate] = process.argv.slice(2)
Resemble.setSynthesisUrl(url)
Resemble.setApiKey(key)
const { clips } = Resemble.v2
const input = { voice_uuid, project_uuid: undefined, data, precision, sample_rate: Number(rate) }

const hear = async config => {
  const bytes = []
  let timestamps = null
  for await (const part of clips.stream(input, config)) {
    bytes.push(Buffer.from(part.data))
    timestamps = part.timestamps
  }
  return { bytes: Buffer.concat(bytes).toString('base64'), timestamps }
}

const seen = {}
seen.plain = await hear({})
seen.ignoreWavHeader = await hear({ ignoreWavHeader: true })
seen.getTimeStamps = await hear({ getTimeStamps: true })
seen.both = await hear({ ignoreWavHeader: true, getTimeStamps: true })
seen.direct = await clips.createDirect({ ...input, title: 'Direct' })
try {
  await hear.call(null, (input.voice_uuid = 'nobody', {}))
} catch (error) {
  seen.error = error.message
}

console.log(JSON.stringify(seen))
