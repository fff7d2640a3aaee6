import { h } from '../docs/dom.js'

const svgSpace = 'http://www.w3.org/2000/svg'

function svg(tag, attributes, ...children) {
  const element = document.createElementNS(svgSpace, tag)
  for (const [name, value] of Object.entries(attributes))
    element.setAttribute(name, value)
  element.append(...children)
  return element
}

/** The waveform, with the stretches that findings are about behind it: [{ start, end, severity }] in seconds. */
export function waveform(envelope, seconds, stretches) {
  const count = envelope.min.length
  const y = level => 50 - 48 * level
  const there = envelope.max.map((level, i) => `${i} ${y(level).toFixed(1)}`)
  const back = envelope.min.map((level, i) => `${i} ${y(Math.min(level, envelope.max[i] - 0.01)).toFixed(1)}`).reverse()
  return svg('svg', { viewBox: `0 0 ${count} 100`, preserveAspectRatio: 'none', class: 'wave', role: 'img', 'aria-label': `Waveform of ${seconds.toFixed(1)} s` },
    ...stretches.map(({ start, end, severity }) => svg('rect', {
      x: start / seconds * count, y: 0, height: 100, width: Math.max(count / 300, (end - start) / seconds * count), class: `stretch ${severity}`,
    })),
    svg('path', { d: `M${[...there, ...back].join('L')}Z` }))
}

/** The spectrogram: time to the right, pitch upwards, light is loud. */
export function spectrogram({ columns, rows, levels }, label) {
  const canvas = h('canvas', { width: columns, height: rows, class: 'spectrogram', role: 'img', 'aria-label': label })
  const bytes = Uint8Array.from(atob(levels), letter => letter.charCodeAt(0))
  const context = canvas.getContext('2d')
  const picture = context.createImageData(columns, rows)
  for (let x = 0; x < columns; x++)
    for (let row = 0; row < rows; row++)
      picture.data.set(colour(bytes[x * rows + row] / 255), 4 * ((rows - 1 - row) * columns + x))
  context.putImageData(picture, 0, 0)
  return canvas
}

// From dark blue over green to light yellow, each step lighter than the one before, so that it can be read without colours too.
const scale = [[18, 14, 52], [46, 50, 116], [37, 99, 133], [31, 148, 122], [94, 190, 85], [192, 214, 60], [253, 250, 190]]

function colour(level) {
  const place = Math.min(level, 0.9999) * (scale.length - 1)
  const [from, to, share] = [scale[Math.floor(place)], scale[Math.floor(place) + 1], place % 1]
  return [...from.map((value, i) => value + share * (to[i] - value)), 255]
}

/** How a figure is spread over the recordings. */
export function histogram({ name, unit, lowest, bin_width: width, counts, measured, median }) {
  const tallest = Math.max(1, ...counts)
  const digits = width < 1 ? 2 : 0
  const at = i => (lowest + i * width).toFixed(digits)
  const told = median === null ? 'nothing measured' : `half below ${median.toFixed(width < 1 ? 2 : 1)}${unit && ` ${unit}`}`
  const bars = counts.map((count, i) => {
    const height = count === 0 ? 0 : Math.max(2, 56 * count / tallest)
    return svg('rect', { x: i * 10, y: 60 - height, width: 9, height }, svg('title', {}, `${at(i)} to ${at(i + 1)}${unit && ` ${unit}`}: ${count}`))
  })
  return h('figure', { class: 'histogram' },
    h('figcaption', {}, names[name] ?? name.replaceAll('_', ' '), h('span', { class: 'note' }, told)),
    svg('svg', { viewBox: `0 0 ${counts.length * 10} 60`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${name} of ${measured} recordings, ${told}` }, ...bars),
    h('div', { class: 'ends' }, h('span', {}, at(0)), h('span', {}, `${at(counts.length)}${unit && ` ${unit}`}`)))
}

/** How a professional training goes, pass by pass: less loss is better, and the pass that is kept is marked. */
export function trainingCurve({ points, best_pass: best }, isOver) {
  const kept = best === 0 ? 'the rapid voice' : `pass ${best}`
  const told = !isOver ? `best so far: ${kept}`
    : best === 0 ? 'the rapid voice was kept: no pass made it better on phrases held out' : `${kept} was kept, the best on phrases held out`
  const losses = points.flatMap(point => [point.learnt, point.held])
  const [low, high] = [Math.min(...losses), Math.max(...losses)]
  const last = Math.max(1, points.at(-1).pass)
  const x = pass => (12 + 576 * pass / last).toFixed(1)
  const y = loss => (148 - 136 * (loss - low) / Math.max(high - low, 1e-9)).toFixed(1)
  const line = name => svg('polyline', { points: points.map(point => `${x(point.pass)},${y(point[name])}`).join(' '), class: name })
  const dots = name => points.map(point => svg('circle', { cx: x(point.pass), cy: y(point[name]), r: 4, class: name },
    svg('title', {}, `${point.pass === 0 ? 'Rapid voice' : `Pass ${point.pass}`}: ${point[name].toFixed(3)} over phrases ${name === 'held' ? 'held out' : 'learnt'}`)))
  const mark = points.find(point => point.pass === best)
  return h('figure', { class: 'curve' },
    h('figcaption', {}, 'Loss by pass of training', h('span', { class: 'note' }, told)),
    svg('svg', { viewBox: '0 0 600 160', role: 'img', 'aria-label': `Loss over phrases held out and learnt after ${points.at(-1).pass} passes, ${told}` },
      svg('line', { x1: x(best), x2: x(best), y1: 0, y2: 160, class: 'kept' }),
      line('learnt'), line('held'), ...dots('learnt'), ...dots('held'),
      svg('circle', { cx: x(best), cy: y(mark.held), r: 8, class: 'kept' })),
    h('div', { class: 'ends' }, h('span', {}, 'rapid voice'), h('span', {}, `pass ${last}`)),
    h('div', { class: 'legend' }, h('span', { class: 'held' }, 'held out'), h('span', { class: 'learnt' }, 'learnt'), h('span', {}, `${high.toFixed(3)} at the top, ${low.toFixed(3)} at the bottom`)))
}

const names = {
  stoi_score: 'Intelligibility (STOI)',
  pesq_score: 'Sound quality (PESQ)',
  si_dr_score: 'Speech over distortion (SI-SDR)',
  resemble_sample_score: 'Worth for cloning',
  signal_to_noise_ratio: 'Speech over noise',
  duration: 'Length',
}
