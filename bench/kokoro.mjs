#!/usr/bin/env node
// How fast Kokoro-82M (../shared/teacher) speaks by ONNX Runtime on one thread: a JSON line a sentence, after one that is not counted.
// Usage: node kokoro.mjs TEACHER COUNT, in a folder with the package onnxruntime-node. Sentences have 90 to 110 characters.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const RATE_HZ = 24000, STYLE = 256, VOICE = 'af_heart';
const [teacher, count] = process.argv.slice(2);
const onnx = createRequire(join(process.cwd(), 'x.js'))('onnxruntime-node');
const read = name => readFileSync(join(teacher, name));
const { voices, lengths, phones } = JSON.parse(read('teacher.json'));
const styles = new Float32Array(new Uint8Array(read('styles.f32')).buffer);
const session = await onnx.InferenceSession.create(
  join(teacher, 'kokoro-82m-int8.onnx'), { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });

const sentences = read('sentences.tsv').toString().trimEnd().split('\n').map(line => line.split('\t'))
  .filter(([, text]) => text.length >= 90 && text.length <= 110);

async function speak(spelling) {
  const tokens = [0, ...[...spelling].filter(letter => letter in phones).map(letter => phones[letter]), 0];
  const row = voices.indexOf(VOICE) * lengths.length + Math.min(lengths.length - 1, Math.floor(tokens.length / 8));
  const { audio } = await session.run({
    tokens: new onnx.Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]),
    style: new onnx.Tensor('float32', styles.slice(row * STYLE, (row + 1) * STYLE), [1, STYLE]),
    speed: new onnx.Tensor('float32', [1], [1]),
  });
  return audio.data.length / RATE_HZ;
}

await speak(sentences[0][2]);
for (const [, , spelling] of sentences.slice(1, 1 + Number(count))) {
  const start = performance.now(), used = process.cpuUsage();
  const soundSeconds = await speak(spelling);
  const { user, system } = process.cpuUsage(used);
  console.log(JSON.stringify({ milliseconds: performance.now() - start, processorSeconds: (user + system) / 1e6, soundSeconds }));
}
