/** Rules of docs/rules/signups.md, by their numbers. */
import { describe, expect, test } from 'vitest'
import { OPEN_TERMS } from '../../../test/terms.ts'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { NO_STANDING, type Standing } from './terms.rules.ts'
import {
  isDoorOpen,
  rosterVisibleTo,
  seesContact,
  signInFrom,
  touchesNight,
  whyNotSignUp,
  type Candidate,
  type SignUpPolicies,
  type WantedProject,
  type WantedShift,
} from './signups.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
/** A moment by the clock of the site's zone. */
const local = (text: string): Date => new Date(`2026-${text}:00+08:00`)
const shiftId = 's' as ShiftId

const project: WantedProject = {
  ...OPEN_TERMS,
  projectId: 'p' as ProjectId,
  status: 'recruiting',
  pauseReason: null,
  teamStatus: 'active',
  recruitUntil: local('11-28T08:00'),
  minAge: 14,
  acceptsMinors: true,
  isDangerous: false,
  autoAdmit: false,
  keepsWaitingList: false,
}
const shift: WantedShift = {
  shiftId,
  startsAt: local('11-28T09:00'),
  endsAt: local('11-28T12:00'),
  headcount: 5,
  admitted: 0,
  held: 0,
  waiting: 0,
  cancelReason: null,
}
const candidate: Candidate = {
  volunteerId: 'v' as VolunteerId,
  verified: true,
  birthDate: localDate('1990-01-01'),
  hasTeam: true,
  hasGuardian: false,
  creditMinutes: 0,
  commitments: [],
  noShowsUntil: [],
}
const policies: SignUpPolicies = { adultAge: 18, teamRequired: true, noShowLimit: 0 }
const missed = (...days: string[]): Partial<Candidate> => ({ noShowsUntil: days.map(localDate) })
const minor: Partial<Candidate> = { birthDate: localDate('2010-05-01'), hasGuardian: true }
const other = (from: string, to: string, id = 'o') => ({
  shiftId: id as ShiftId,
  status: 'admitted' as const,
  title: '护学岗',
  startsAt: local(`11-28T${from}`),
  endsAt: local(`11-28T${to}`),
})
interface Change {
  project?: Partial<WantedProject>
  shift?: Partial<WantedShift>
  person?: Partial<Candidate> | null
  standing?: Partial<Standing>
  policies?: Partial<SignUpPolicies>
  at?: Date
}

describe('who may sign up', () => {
  test.each<[string, Change, string | null]>([
    ['S0 an adult of a team', {}, null],
    ['S1 a paused project', { project: { status: 'recruiting_paused' } }, 'not_recruiting'],
    ['S1 one that runs', { project: { status: 'running' } }, null],
    ['S1 one that is over', { project: { status: 'ended' } }, 'not_recruiting'],
    ['S2 to the last moment', { at: local('11-28T08:00') }, null],
    ['S2 and not after', { at: new Date(local('11-28T08:00').getTime() + 1) }, 'recruiting_over'],
    [
      'S3 during the shift',
      { project: { recruitUntil: local('11-28T12:00') }, at: local('11-28T11:59') },
      null,
    ],
    [
      'S3 not at its end',
      { project: { recruitUntil: local('11-28T12:00') }, at: local('11-28T12:00') },
      'shift_over',
    ],
    ['S4 nobody', { person: null }, 'not_verified'],
    ['S4 an applicant', { person: { verified: false } }, 'not_verified'],
    ['B10 S5 without a team', { person: { hasTeam: false } }, 'no_team'],
    ['S5 where none is asked for', { person: { hasTeam: false }, policies: { teamRequired: false } }, null],
    [
      'S6 sixteen on the day',
      { project: { minAge: 16 }, person: { ...minor, birthDate: localDate('2010-11-28') } },
      null,
    ],
    [
      'S6 a day short of it',
      { project: { minAge: 16 }, person: { ...minor, birthDate: localDate('2010-11-29') } },
      'too_young',
    ],
    [
      'S7 eighteen on the day is no minor',
      { project: { isDangerous: true }, person: { birthDate: localDate('2008-11-28') } },
      null,
    ],
    [
      'S7 danger is not for minors',
      { project: { isDangerous: true }, person: minor },
      'dangerous_for_minors',
    ],
    [
      'S8 a minor at night',
      { person: minor, shift: { startsAt: local('11-28T20:00'), endsAt: local('11-28T22:01') } },
      'night_for_minors',
    ],
    [
      'S8 home by ten',
      { person: minor, shift: { startsAt: local('11-28T20:00'), endsAt: local('11-28T22:00') } },
      null,
    ],
    [
      'S8 an adult at night',
      { shift: { startsAt: local('11-28T22:00'), endsAt: local('11-29T05:00') } },
      null,
    ],
    ['S9 no minors wanted', { project: { acceptsMinors: false }, person: minor }, 'minors_not_accepted'],
    ['S10 a guardian who agreed', { person: minor }, null],
    ['S10 or none', { person: { ...minor, hasGuardian: false } }, 'guardian_consent_missing'],
    ['S11 twice', { person: { commitments: [other('09:00', '12:00', 's')] } }, 'already_signed_up'],
    ['S12 a minute shared', { person: { commitments: [other('07:00', '09:01')] } }, 'shift_clashes'],
    [
      'S12 back to back',
      { person: { commitments: [other('07:00', '09:00'), other('12:00', '14:00')] } },
      null,
    ],
    ['S41 until a certain age', { project: { maxAge: 36 } }, null],
    ['S41 a year older', { project: { maxAge: 35 } }, 'too_old'],
    [
      'S2 before recruiting opens',
      { project: { recruitFrom: new Date(now.getTime() + 1) } },
      'recruiting_not_open',
    ],
    ['S2 from its first moment', { project: { recruitFrom: now } }, null],
    [
      'S42 not of a named team',
      { project: { visibility: 'teams' }, standing: { isWelcome: false } },
      'not_of_named_team',
    ],
    [
      'S42 not invited',
      { project: { visibility: 'invitation' }, standing: { isWelcome: false } },
      'not_invited',
    ],
    [
      'S42 before what is known of the person',
      { project: { visibility: 'invitation' }, standing: { isWelcome: false }, person: { hasTeam: false } },
      'not_invited',
    ],
    ['S45 too few hours', { project: { minMinutes: 60 }, person: { creditMinutes: 59 } }, 'hours_too_few'],
    ['S45 enough', { project: { minMinutes: 60 }, person: { creditMinutes: 60 } }, null],
    ['S46 in a project that excludes it', { standing: { excludedBy: '护学岗' } }, 'excluded_by'],
    ['S13 the last place', { shift: { admitted: 4 } }, null],
    ['S13 none left', { shift: { admitted: 5 } }, 'shift_full'],
    ['S13 one held for somebody is taken', { shift: { admitted: 4, held: 1 } }, 'shift_full'],
    ['C4 W2 a list is kept', { project: { keepsWaitingList: true }, shift: { admitted: 5 } }, null],
    [
      'W2 but not once the shift has begun',
      {
        project: { keepsWaitingList: true, recruitUntil: local('11-28T12:00') },
        shift: { admitted: 5 },
        at: local('11-28T09:00'),
      },
      'shift_full',
    ],
    [
      'W1 nobody overtakes those who wait',
      { project: { autoAdmit: true }, shift: { admitted: 4, waiting: 1 } },
      'shift_full',
    ],
    [
      'J10 however many no-shows, where no site sets a limit',
      { person: missed('2026-12-01', '2027-01-01') },
      null,
    ],
    [
      'J10 as many no-shows as the site allows',
      { person: missed('2026-12-01', '2027-01-01'), policies: { noShowLimit: 2 } },
      'too_many_no_shows',
    ],
    ['J10 one fewer', { person: missed('2026-12-01'), policies: { noShowLimit: 2 } }, null],
    ['W1 an application overtakes nobody', { shift: { admitted: 4, waiting: 1 } }, null],
  ])('%s', (_name, change, reason) => {
    const facts = {
      project: { ...project, ...change.project },
      shift: { ...shift, ...change.shift },
      candidate: change.person === null ? null : { ...candidate, ...change.person },
      standing: { ...NO_STANDING, ...change.standing },
      policies: { ...policies, ...change.policies },
    }
    expect(whyNotSignUp(facts, change.at ?? now)?.reason ?? null).toBe(reason)
  })

  test('S6, S12 the sentence gets what it needs', () => {
    const busy = { ...candidate, commitments: [other('11:00', '13:00')] }
    expect(
      whyNotSignUp({ project, shift, candidate: busy, standing: NO_STANDING, policies }, now)?.facts,
    ).toEqual({
      title: '护学岗',
      startsAt: '2026-11-28T03:00:00.000Z',
      endsAt: '2026-11-28T05:00:00.000Z',
    })
    const old = { ...project, minAge: 60 }
    expect(
      whyNotSignUp({ project: old, shift, candidate, standing: NO_STANDING, policies }, now)?.facts,
    ).toEqual({ minAge: 60 })
  })

  test.each([
    [2, ['2026-12-01', '2027-01-01'], '2026-12-01'],
    [2, ['2026-12-01', '2027-01-01', '2027-02-01'], '2027-01-01'],
    [1, ['2026-12-01', '2027-01-01'], '2027-01-01'],
  ])('J10 with a limit of %i and marks until %j: barred until %s', (noShowLimit, days, until) => {
    const person = { ...candidate, ...missed(...days) }
    const strict = { ...policies, noShowLimit }
    expect(
      whyNotSignUp({ project, shift, candidate: person, standing: NO_STANDING, policies: strict }, now)
        ?.facts,
    ).toEqual({ until })
  })
})

describe('S8 the night', () => {
  test.each([
    ['06:00', '22:00', false],
    ['05:59', '07:00', true],
    ['21:00', '22:01', true],
    ['22:00', '23:00', true],
    ['00:00', '00:30', true],
    ['12:00', '13:00', false],
  ])('%s to %s', (from, to, night) =>
    expect(touchesNight({ startsAt: local(`11-28T${from}`), endsAt: local(`11-28T${to}`) })).toBe(night),
  )
  test('a shift over a whole day touches it', () =>
    expect(touchesNight({ startsAt: local('11-28T06:00'), endsAt: local('11-29T06:00') })).toBe(true))
})

describe('who sees what', () => {
  const keeper: Actor = {
    ...GUEST,
    grants: [
      { role: 'team_timekeeper', bodyName: '', regionPath: null, teamId: 't' as TeamId, teamPath: '/a/' },
    ],
  }
  const at = { projectId: project.projectId, teamPath: '/a/b/', contactPublic: false }

  test('S17 the roster is for staff whose grants reach the team', () => {
    expect(rosterVisibleTo(keeper, at)).toEqual({ projectId: project.projectId, decides: false })
    expect(rosterVisibleTo(keeper, { ...at, teamPath: '/b/' })).toBeNull()
    expect(rosterVisibleTo(GUEST, at)).toBeNull()
  })

  test('S18 the contact is for those who are expected', () => {
    expect(seesContact(GUEST, at, [])).toBe(false)
    expect(seesContact(GUEST, at, ['applied'])).toBe(false)
    expect(seesContact(GUEST, at, ['admitted'])).toBe(true)
    expect(seesContact(keeper, at, [])).toBe(true)
  })

  test('S14 the door opens an hour before and lets people out after', () => {
    const whole = { ...shift, status: 'ended' }
    expect(signInFrom(shift)).toEqual(local('11-28T08:00'))
    expect(isDoorOpen({ ...whole, status: 'recruiting' }, local('11-28T07:59'))).toBe(false)
    expect(isDoorOpen({ ...whole, status: 'recruiting' }, local('11-28T08:00'))).toBe(true)
    expect(isDoorOpen(whole, local('11-28T15:59'))).toBe(true)
    expect(isDoorOpen(whole, local('11-28T16:00'))).toBe(false)
    expect(isDoorOpen({ ...whole, status: 'closed' }, local('11-28T10:00'))).toBe(false)
  })
})
