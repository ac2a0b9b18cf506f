/** The desk of docs/rules/signups.md: one after another, each seeing what the ones before it took. */
import { describe, expect, test } from 'vitest'
import type { ProjectId, ShiftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { OPEN_TERMS } from '../../../test/terms.ts'
import { localDate } from '../../kernel/local-date.ts'
import { grant, whyNotGrant, type Desk, type DeskProject, type DeskShift } from './signing.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const shiftId = 's' as ShiftId
const projectId = 'p' as ProjectId
const candidate = {
  verified: true,
  birthDate: localDate('1990-01-01'),
  hasTeam: true,
  hasGuardian: false,
  creditMinutes: 0,
  noShowsUntil: [],
}

describe('a crowd at the desk', () => {
  const desk = (headcount: number, autoAdmit: boolean, keepsWaitingList = false): Desk => {
    const place: DeskShift = {
      projectId,
      shiftId,
      positionId: 'q' as DeskShift['positionId'],
      startsAt: new Date('2026-11-28T01:00:00Z'),
      endsAt: new Date('2026-11-28T04:00:00Z'),
      headcount,
      admitted: 0,
      held: 0,
      waiting: 0,
      lastWaitingNo: 0,
      cancelReason: null,
    }
    const wanted: DeskProject = {
      ...OPEN_TERMS,
      signUpCode: null,
      excludedIds: [],
      projectId,
      status: 'recruiting',
      pauseReason: null,
      teamStatus: 'active',
      recruitUntil: new Date('2026-11-28T00:00:00Z'),
      minAge: 14,
      acceptsMinors: true,
      isDangerous: false,
      autoAdmit,
      keepsWaitingList,
      withdrawHoursBefore: 0,
      teamId: 't' as TeamId,
      teamPath: '/t/',
      regionPath: '441302',
      title: '引导',
      isPublic: true,
      policies: { adultAge: 18, teamRequired: true, noShowLimit: 0 },
    }
    return {
      projects: new Map([[projectId, wanted]]),
      shifts: new Map([[shiftId, place]]),
      standings: new Map(),
      candidates: new Map(
        ['a', 'b', 'c'].map((id) => [
          id as VolunteerId,
          { ...candidate, volunteerId: id as VolunteerId, commitments: [] },
        ]),
      ),
    }
  }
  const wish = (id: string | null, change = {}) => ({
    volunteerId: id as VolunteerId | null,
    projectId,
    shiftId,
    riskAccepted: true,
    ...change,
  })
  const come = (at: Desk, ids: readonly string[]) =>
    ids.map((id) => {
      const obstacle = whyNotGrant(at, wish(id), now)
      return obstacle?.reason ?? grant(at, wish(id)).status
    })

  test('S13 by arrival, each seeing what the ones before took', () =>
    expect(come(desk(2, true), ['a', 'a', 'b', 'c'])).toEqual([
      'admitted',
      'already_signed_up',
      'admitted',
      'shift_full',
    ]))

  test('C4 W1, W3 with a list, those after the last place get numbers by arrival', () => {
    const at = desk(1, true, true)
    expect(come(at, ['a', 'b', 'c'])).toEqual(['admitted', 'waiting', 'waiting'])
    expect(at.shifts.get(shiftId)).toMatchObject({ admitted: 1, waiting: 2, lastWaitingNo: 2 })
  })

  test('W3, W7 whoever waits where the team decides is not approved, unless the team knew them', () => {
    const full = (isKnown: boolean) => {
      const at = desk(1, false, true)
      at.shifts.get(shiftId)!.admitted = 1
      return grant(at, wish('a'), isKnown)
    }
    expect(full(false)).toMatchObject({ status: 'waiting', waitingNo: 1, position: 1, approved: false })
    expect(full(true)).toMatchObject({ status: 'waiting', approved: true })
    expect(grant(desk(1, false), wish('a'), true).status).toBe('admitted')
  })

  test('S13 an application takes no place', () =>
    expect(come(desk(1, false), ['a', 'b', 'c'])).toEqual(['applied', 'applied', 'applied']))

  test.each<[string, object, string]>([
    ['a project that is not there', { projectId: 'x' }, 'project_not_found'],
    ['a shift that is not there', { shiftId: 'x' }, 'shift_not_found'],
    ['nobody', { volunteerId: null }, 'not_verified'],
    ['the risk not accepted, at the last', { riskAccepted: false }, 'risk_not_accepted'],
  ])('%s', (_name, change, reason) =>
    expect(whyNotGrant(desk(1, true), wish('a', change), now)?.reason).toBe(reason),
  )

  test('a draft is as good as not there, and a shift belongs to its project', () => {
    const hidden = desk(1, true)
    hidden.projects.get(projectId)!.isPublic = false
    expect(whyNotGrant(hidden, wish('a'), now)?.reason).toBe('project_not_found')
    const elsewhere = desk(1, true)
    elsewhere.shifts.get(shiftId)!.projectId = 'y' as ProjectId
    expect(whyNotGrant(elsewhere, wish('a'), now)?.reason).toBe('shift_not_found')
  })
})
