import { expect, test } from 'vitest'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { changesOf, movesOf, type CountedLine } from './posting.rules.ts'

const line = (change: Partial<CountedLine> = {}): CountedLine => ({
  volunteerId: 'a' as VolunteerId,
  servedOn: localDate('2026-11-24'),
  minutes: 60,
  grade: 'A',
  teamId: 't' as TeamId,
  regionPath: '441302',
  reverses: null,
  ...change,
})

test('lines are added up by each key, in the order of the keys', () => {
  const changes = changesOf([
    line({ volunteerId: 'b' as VolunteerId }),
    line(),
    line({ servedOn: localDate('2025-12-31'), minutes: 30 }),
    line({ grade: 'C', regionPath: '441303' }),
  ])
  expect(changes.people).toEqual([
    { volunteerId: 'a', minutes: 150, entries: 3 },
    { volunteerId: 'b', minutes: 60, entries: 1 },
  ])
  expect(changes.years.map((row) => [row.volunteerId, row.year, row.minutes])).toEqual([
    ['a', 2025, 30],
    ['a', 2026, 120],
    ['b', 2026, 60],
  ])
  expect(changes.teams.map((row) => [row.month, row.grade, row.minutes, row.entries])).toEqual([
    ['2025-12', 'A', 30, 1],
    ['2026-11', 'A', 120, 2],
    ['2026-11', 'C', 60, 1],
  ])
  expect(changes.regions.map((row) => [row.regionPath, row.month, row.minutes])).toEqual([
    ['441302', '2025-12', 30],
    ['441302', '2026-11', 120],
    ['441303', '2026-11', 60],
  ])
})

test('a reversal takes its line out of minutes and count', () => {
  const { people } = changesOf([line(), line({ minutes: -60, reverses: 'x' })])
  expect(people).toEqual([{ volunteerId: 'a', minutes: 0, entries: 0 }])
})

test('people move from the month they last served to the next', () => {
  expect(
    movesOf([
      { regionPath: '44', from: null, to: '2026-11' },
      { regionPath: '44', from: '2026-10', to: '2026-11' },
      { regionPath: '44', from: '2026-11', to: '2026-11' },
      { regionPath: '45', from: '2026-11', to: null },
    ]),
  ).toEqual([
    { regionPath: '44', lastMonth: '2026-10', people: -1 },
    { regionPath: '44', lastMonth: '2026-11', people: 2 },
    { regionPath: '45', lastMonth: '2026-11', people: -1 },
  ])
  expect(
    movesOf([
      { regionPath: '44', from: '2026-10', to: '2026-11' },
      { regionPath: '44', from: '2026-11', to: '2026-10' },
    ]),
  ).toEqual([])
})
