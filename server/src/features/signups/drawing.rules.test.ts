import { describe, expect, test } from 'vitest'
import type { ProjectId, ShiftId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { listGivenUp, type DrawnEntry } from './drawing.rules.ts'
import { whyNotDrawn, whyNotSignUp, type SignUpFacts } from './signups.rules.ts'
import type { SignUpStatus } from './statuses.rules.ts'
import { NO_STANDING } from './terms.rules.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 10, 28, hour))
const now = at(-48)

describe('V8: of two entries that share a minute one stays', () => {
  const entry = (
    ticket: string,
    outcome: DrawnEntry['outcome'],
    [from, to]: readonly [number, number],
    who = 'ann',
  ): DrawnEntry => ({ ticket, outcome, startsAt: at(from), endsAt: at(to), volunteerId: who as VolunteerId })
  test.each<[string, DrawnEntry[], string[]]>([
    ['the one drawn first', [entry('A', 'in', [1, 4]), entry('B', 'in', [3, 5])], ['B']],
    ['a place before a number', [entry('A', 'waiting', [1, 4]), entry('B', 'in', [3, 5])], ['A']],
    ['the first number', [entry('A', 'waiting', [1, 4]), entry('B', 'waiting', [3, 5])], ['B']],
    ['both, back to back', [entry('A', 'in', [1, 4]), entry('B', 'in', [4, 5])], []],
    ['both, of two people', [entry('A', 'in', [1, 4]), entry('B', 'in', [1, 4], 'bob')], []],
    ['what was unfit is in nobody’s way', [entry('A', 'out', [1, 4]), entry('B', 'in', [1, 4])], []],
    [
      'in a chain only what clashes with one that stays goes',
      [entry('A', 'in', [1, 3]), entry('B', 'in', [2, 5]), entry('C', 'in', [4, 6])],
      ['B'],
    ],
  ])('%s', (_, drawn, givenUp) => expect([...listGivenUp(drawn)]).toEqual(givenUp))
})

const facts = (change: Partial<SignUpFacts['candidate'] & object>, noShowLimit = 0): SignUpFacts => ({
  project: {
    ...{ projectId: 'p' as ProjectId, status: 'recruiting', pauseReason: null, teamStatus: 'active' },
    ...{ recruitFrom: null, recruitUntil: at(0), minAge: 14, maxAge: null, acceptsMinors: true },
    ...{ isDangerous: false, autoAdmit: true, keepsWaitingList: true, visibility: 'public' },
    ...{ guardianPresent: false, training: '', qualification: '', minMinutes: 0 },
  },
  shift: {
    ...{ shiftId: 's' as ShiftId, startsAt: at(1), endsAt: at(4), cancelReason: null },
    ...{ headcount: 2, admitted: 0, held: 0, waiting: 0, awaitsDraw: true },
  },
  candidate: {
    ...{ volunteerId: 'ann' as VolunteerId, verified: true, birthDate: localDate('1990-01-01') },
    ...{ hasTeam: true, hasGuardian: false, creditMinutes: 0, commitments: [], noShowsUntil: [] },
    ...change,
  },
  standing: NO_STANDING,
  policies: { adultAge: 18, teamRequired: true, noShowLimit },
})

describe('V6: asked again at the draw', () => {
  const elsewhere = (status: SignUpStatus) => ({
    commitments: [
      { shiftId: 'o' as ShiftId, status, title: '护学岗', startsAt: at(2), endsAt: at(5) },
      { shiftId: 's' as ShiftId, status: 'entered' as const, title: '', startsAt: at(1), endsAt: at(4) },
    ],
  })
  test.each<[SignUpStatus, string | null]>([
    ['admitted', 'shift_clashes'],
    ['offered', 'shift_clashes'],
    ['served', 'shift_clashes'],
    ['applied', null],
    ['waiting', null],
    ['entered', null],
  ])('%s elsewhere at the time: %s', (status, reason) =>
    expect(whyNotDrawn(facts(elsewhere(status)), now)).toBe(reason),
  )
  test('J10: a mark bars from signing up, and not from what one has signed up for', () => {
    const marked = facts({ noShowsUntil: [localDate('2027-05-01')] }, 1)
    expect(whyNotSignUp(marked, now)?.reason).toBe('too_many_no_shows')
    expect(whyNotDrawn(marked, now)).toBeNull()
  })
})
