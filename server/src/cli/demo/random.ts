/** A small seeded generator (mulberry32), so that the demo city is the same at every start. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  int(below: number): number
  between(low: number, high: number): number
  pick<T>(from: readonly T[]): T
  chance(share: number): boolean
  sample<T>(from: readonly T[], count: number): T[]
}

export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    between: (low, high) => low + int(high - low + 1),
    pick: (from) => from[int(from.length)]!,
    chance: (share) => next() < share,
    sample(from, count) {
      const left = [...from]
      const taken: (typeof left)[number][] = []
      while (taken.length < count && left.length > 0) taken.push(...left.splice(int(left.length), 1))
      return taken
    },
  }
}
