/** What a posting changes in the rollups: its lines added up by each key. Pure. */
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'

export interface CountedLine {
  volunteerId: VolunteerId
  servedOn: LocalDate
  minutes: number
  grade: string
  teamId: TeamId
  regionPath: string
  reverses: string | null
}

/** Adds up by key, and puts the sums in the order of their keys, which is the order of the locks. */
function summed<Line, Sum extends { minutes: number; entries: number }>(
  lines: readonly Line[],
  keyOf: (line: Line) => string,
  first: (line: Line) => Omit<Sum, 'minutes' | 'entries'>,
  minutesOf: (line: Line) => number,
  entriesOf: (line: Line) => number,
): Sum[] {
  const sums = new Map<string, Sum>()
  for (const line of lines) {
    const key = keyOf(line)
    const sum = sums.get(key) ?? ({ ...first(line), minutes: 0, entries: 0 } as Sum)
    sums.set(key, { ...sum, minutes: sum.minutes + minutesOf(line), entries: sum.entries + entriesOf(line) })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}

export const monthOf = (day: LocalDate): string => day.slice(0, 7)
const yearOf = (day: LocalDate): number => Number(day.slice(0, 4))
const minutesIn = (line: CountedLine): number => line.minutes
/** A reversal takes its line out of the count, so counts are of lines that still hold. */
const entriesIn = (line: CountedLine): number => (line.reverses === null ? 1 : -1)

interface Sums {
  minutes: number
  entries: number
}
export function changesOf(lines: readonly CountedLine[]) {
  return {
    people: summed<CountedLine, Sums & { volunteerId: VolunteerId }>(
      lines,
      (l) => l.volunteerId,
      ({ volunteerId }) => ({ volunteerId }),
      minutesIn,
      entriesIn,
    ),
    years: summed<CountedLine, Sums & { volunteerId: VolunteerId; year: number }>(
      lines,
      (l) => `${l.volunteerId} ${yearOf(l.servedOn)}`,
      (l) => ({ volunteerId: l.volunteerId, year: yearOf(l.servedOn) }),
      minutesIn,
      entriesIn,
    ),
    teams: summed<CountedLine, Sums & { teamId: TeamId; month: string; grade: string }>(
      lines,
      (l) => `${l.teamId} ${monthOf(l.servedOn)} ${l.grade}`,
      (l) => ({ teamId: l.teamId, month: monthOf(l.servedOn), grade: l.grade }),
      minutesIn,
      entriesIn,
    ),
    regions: summed<CountedLine, Sums & { regionPath: string; month: string }>(
      lines,
      (l) => `${l.regionPath} ${monthOf(l.servedOn)}`,
      (l) => ({ regionPath: l.regionPath, month: monthOf(l.servedOn) }),
      minutesIn,
      entriesIn,
    ),
  }
}

export interface Moved {
  regionPath: string
  from: string | null
  to: string | null
}

/** People counted by the month they last served: each who moves on leaves one month and enters another. */
export function movesOf(
  moves: readonly Moved[],
): { regionPath: string; lastMonth: string; people: number }[] {
  const steps = moves
    .filter(({ from, to }) => from !== to)
    .flatMap(({ regionPath, from, to }) => [
      ...(from === null ? [] : [{ regionPath, lastMonth: from, people: -1 }]),
      ...(to === null ? [] : [{ regionPath, lastMonth: to, people: 1 }]),
    ])
  const sums = new Map<string, (typeof steps)[number]>()
  for (const step of steps) {
    const key = `${step.regionPath} ${step.lastMonth}`
    sums.set(key, { ...step, people: (sums.get(key)?.people ?? 0) + step.people })
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => sum)
    .filter(({ people }) => people !== 0)
}
