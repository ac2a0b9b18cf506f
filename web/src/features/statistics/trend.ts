// The measures of a chart: where its lines of height stand, and where a bar begins and ends.

/** Round numbers from zero to at least `most`, about `count` steps of them. */
export function ticksTo(most: number, count = 4): number[] {
  if (most <= 0) return [0, 1]
  const rough = most / count
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power,
  )
  const ticks = [0]
  while ((ticks.at(-1) ?? 0) < most) ticks.push((ticks.at(-1) ?? 0) + step)
  return ticks
}

export interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}
export interface Bar {
  x: number
  y: number
  width: number
  height: number
  middle: number
}

/** One bar for each value, evenly over the frame; a month in which more was taken back than given stands at zero. */
export function barsIn(frame: Frame, values: readonly number[], top: number): Bar[] {
  const slot = (frame.right - frame.left) / Math.max(1, values.length)
  const width = Math.min(28, slot * 0.62)
  return values.map((value, index) => {
    const middle = frame.left + slot * (index + 0.5)
    const height = (Math.max(0, value) / top) * (frame.bottom - frame.top)
    return { x: middle - width / 2, y: frame.bottom - height, width, height, middle }
  })
}

/** Every how many months a label fits. */
export const labelEvery = (slot: number, labelWidth: number): number =>
  Math.max(1, Math.ceil(labelWidth / slot))
