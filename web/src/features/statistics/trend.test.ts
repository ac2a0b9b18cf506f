import { describe, expect, it } from 'vitest'
import { barsIn, labelEvery, ticksTo } from './trend'

describe('ticks', () => {
  it.each([
    [0, [0, 1]],
    [3, [0, 1, 2, 3]],
    [7.2, [0, 2, 4, 6, 8]],
    [980, [0, 500, 1000]],
    [12_345, [0, 5000, 10_000, 15_000]],
  ])('up to %d', (most, ticks) => {
    expect(ticksTo(most)).toEqual(ticks)
  })
})

describe('bars', () => {
  const frame = { left: 40, right: 140, top: 0, bottom: 100 }

  it('share the frame evenly and reach as high as their value', () => {
    const [low, high] = barsIn(frame, [25, 100], 100)
    expect(low).toMatchObject({ y: 75, height: 25, middle: 65 })
    expect(high).toMatchObject({ y: 0, height: 100, middle: 115 })
  })

  it('stand at zero where more was taken back than given', () => {
    expect(barsIn(frame, [-5], 100)[0]).toMatchObject({ y: 100, height: 0 })
  })

  it('have a label only where one fits', () => {
    expect(labelEvery(27, 34)).toBe(2)
    expect(labelEvery(40, 34)).toBe(1)
  })
})
