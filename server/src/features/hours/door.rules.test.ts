import { describe, expect, test } from 'vitest'
import { GUEST } from '../../kernel/actor.ts'
import type {
  AttendanceId,
  PositionId,
  ProjectId,
  ScanId,
  ShiftId,
  SignupId,
  VolunteerId,
} from '../../kernel/ids.ts'
import { stepsAround, whyNotFresh, whyNotOnTime } from './codes.rules.ts'
import {
  decideScan,
  doorOf,
  whyNotRecordScans,
  whyNotUndoScan,
  type OpenAttendance,
  type PersonAtDoor,
  type RosterShift,
  type ScanAtDoor,
} from './door.rules.ts'

const at = (clock: string): Date => new Date(`2026-11-24T${clock.length === 5 ? `${clock}:00` : clock}+08:00`)
const HERE = '019ab000-0000-7000-8000-000000000001' as ProjectId
const ELSEWHERE = '019ab000-0000-7000-8000-000000000002' as ProjectId
const made = '019ab000-0000-7000-8000-0000000000ff' as AttendanceId

const shift = (from: string, to: string, change: Partial<RosterShift> = {}): RosterShift => ({
  projectId: HERE,
  shiftId: `shift ${from}` as ShiftId,
  signupId: `signup ${from}` as SignupId,
  positionId: 'position' as PositionId,
  positionName: '秩序引导员',
  startsAt: at(from),
  endsAt: at(to),
  breakMinutes: 0,
  hasLeft: false,
  isInsured: true,
  ...change,
})
const morning = shift('09:00', '12:00')
const person = (change: Partial<PersonAtDoor> = {}): PersonAtDoor => ({
  volunteerId: 'volunteer' as VolunteerId,
  status: 'verified',
  open: null,
  roster: [morning],
  credited: { spans: [], days: new Map() },
  ...change,
})
const open = (since: string, of = morning): OpenAttendance => ({
  projectId: of.projectId,
  attendanceId: 'open' as AttendanceId,
  signedInAt: at(since),
  signInScanId: 'scan' as ScanId,
  shift: of,
})
const scan = (clock: string, change: Partial<ScanAtDoor> = {}): ScanAtDoor => ({
  scanId: 'scan' as ScanId,
  projectId: HERE,
  scannedAt: at(clock),
  direction: 'auto',
  ...change,
})
const decide = (who: PersonAtDoor, what: ScanAtDoor, now = what.scannedAt, maxDayMinutes = 1440) =>
  decideScan(who, what, { now, maxDayMinutes, newAttendanceId: () => made })

describe('signing in', () => {
  test.each<[string, PersonAtDoor, ScanAtDoor, string, string | null]>([
    ['D3 an hour before the shift', person(), scan('08:00'), 'signed_in', null],
    ['D3 not earlier', person(), scan('07:59:59'), 'refused', 'shift_not_open_yet'],
    ['D3 until the shift ends', person(), scan('11:59'), 'signed_in', null],
    ['D3 not after it', person(), scan('12:00'), 'refused', 'shift_over'],
    ['D3 only who is on the roster', person({ roster: [] }), scan('09:00'), 'refused', 'not_on_roster'],
    [
      'D3 the roster of another project is another roster',
      person({ roster: [shift('09:00', '12:00', { projectId: ELSEWHERE })] }),
      scan('09:00'),
      'refused',
      'not_on_roster',
    ],
    [
      'D4 only verified people',
      person({ status: 'suspended' }),
      scan('09:00'),
      'refused',
      'volunteer_suspended',
    ],
    [
      'D5 only one place at a time',
      person({ open: open('08:30', shift('08:30', '12:00', { projectId: ELSEWHERE })) }),
      scan('09:00'),
      'refused',
      'already_signed_in_elsewhere',
    ],
    [
      'P10 nobody begins dangerous work uninsured',
      person({ roster: [shift('09:00', '12:00', { isInsured: false })] }),
      scan('09:00'),
      'refused',
      'insurance_missing',
    ],
    [
      'P10 and who has begun is let out',
      person({ open: open('09:00', shift('09:00', '12:00', { isInsured: false })) }),
      scan('10:00', { direction: 'out' }),
      'signed_out',
      null,
    ],
    [
      'D6 told twice to come in, one is in',
      person({ open: open('09:00') }),
      scan('09:30', { direction: 'in' }),
      'signed_in',
      null,
    ],
    [
      'one who is not in cannot go out',
      person(),
      scan('09:00', { direction: 'out' }),
      'refused',
      'not_signed_in',
    ],
  ])('%s', (_, who, what, verdict, reason) => expect(decide(who, what)).toMatchObject({ verdict, reason }))

  test('D3 says when the door opens', () =>
    expect(decide(person(), scan('07:00')).opensAt).toEqual(at('08:00')))
  test('D3 of two shifts the earlier whose door is open', () => {
    const afternoon = shift('13:00', '17:00')
    const both = person({ roster: [afternoon, morning] })
    expect(decide(both, scan('11:59')).shift).toBe(morning)
    expect(decide(both, scan('12:00')).shift).toBe(afternoon)
  })
  test('opens an attendance and changes nothing else', () => {
    const who = person()
    expect(decide(who, scan('09:01')).next).toEqual({
      ...who,
      open: { ...open('09:01'), attendanceId: made },
    })
  })
  test('D2 a fast clock is cut back to now', () =>
    expect(decide(person(), scan('09:05'), at('09:00'))).toMatchObject({
      at: at('09:00'),
      signedInAt: at('09:00'),
    }))
  test('a refusal leaves the person as they were', () => {
    const who = person({ roster: [] })
    expect(decide(who, scan('09:00')).next).toBe(who)
  })
})

describe('signing out', () => {
  const here = person({ open: open('09:00') })
  test.each<[string, PersonAtDoor, ScanAtDoor, string, string | null, number]>([
    ['D7 is worth the time between', here, scan('11:30'), 'signed_out', null, 150],
    ['D6 not within a minute of coming in', here, scan('09:00:59'), 'refused', 'too_soon', 0],
    [
      'D6 unless one is told to',
      here,
      scan('09:00:59', { direction: 'out' }),
      'signed_out',
      'nothing_left',
      0,
    ],
    [
      'D6 nobody leaves before they came',
      here,
      scan('08:59', { direction: 'out' }),
      'refused',
      'too_soon',
      0,
    ],
    [
      'D7 a day that is full credits nothing',
      person({
        open: open('09:00'),
        credited: { spans: [], days: new Map([['2026-11-24' as never, 1440]]) },
      }),
      scan('11:00'),
      'signed_out',
      'nothing_left',
      0,
    ],
    [
      'D7 time that is credited already is not credited again',
      person({
        open: open('09:00'),
        credited: { spans: [{ startsAt: at('10:00'), endsAt: at('10:30') }], days: new Map() },
      }),
      scan('11:00'),
      'signed_out',
      'hours_overlap',
      0,
    ],
  ])('%s', (_, who, what, verdict, reason, minutes) => {
    const decision = decide(who, what)
    expect(decision).toMatchObject({ verdict, reason })
    expect(decision.pieces.reduce((sum, piece) => sum + piece.minutes, 0)).toBe(minutes)
    if (verdict === 'signed_out') expect(decision.next.open).toBeNull()
  })

  test('one after the other: in, out, in again, out again; no minute twice', () => {
    const first = decide(person(), scan('09:00')).next
    const left = decide(first, scan('10:00')).next
    expect(left.roster[0]?.hasLeft).toBe(true)
    const back = decide(left, scan('10:10')).next
    const last = decide(back, scan('11:00'))
    expect(last).toMatchObject({ verdict: 'signed_out', reason: null })
    expect(last.next.credited.days.get('2026-11-24' as never)).toBe(60 + 50)
  })
})

describe('D8 whyNotUndoScan', () => {
  const scanned = { verdict: 'signed_in' as const, reason: null, receivedAt: at('09:00'), opened: true }
  test.each([
    ['within two minutes', scanned, at('09:02'), null],
    ['not later', scanned, at('09:02:01'), 'undo_too_late'],
    [
      'not a sign-out',
      { ...scanned, verdict: 'signed_out' as const, opened: false },
      at('09:00'),
      'hours_posted',
    ],
    ['not what something has followed from', { ...scanned, opened: false }, at('09:00'), 'not_last_scan'],
  ])('%s', (_, given, now, reason) => expect(whyNotUndoScan(given, now)).toBe(reason))
})

describe('D1 whyNotRecordScans', () => {
  const grant = {
    role: 'team_timekeeper' as const,
    bodyName: '',
    regionPath: null,
    teamId: null,
    teamPath: '/t/',
  }
  const keeper = { ...GUEST, grants: [grant] }
  const project = { teamPath: '/t/u/', status: 'running', startsAt: at('09:00'), endsAt: at('12:00') }
  test.each([
    ['a keeper of the team above', keeper, project, at('09:00'), null],
    ['nobody’s project', keeper, undefined, at('09:00'), 'project_not_found'],
    ['another team', keeper, { ...project, teamPath: '/x/' }, at('09:00'), 'not_your_team'],
    ['a draft', keeper, { ...project, status: 'draft' }, at('09:00'), 'project_not_running'],
    ['the day before', keeper, project, at('07:59'), 'project_not_running'],
    ['the last sign-outs', keeper, { ...project, status: 'ended' }, at('15:59'), null],
    ['long after', keeper, project, at('16:00'), 'project_not_running'],
  ])('%s', (_, actor, given, now, reason) => expect(whyNotRecordScans(actor, given, now)).toBe(reason))
  test('the list of who is there is for the same people', () => {
    expect(doorOf(keeper, { projectId: HERE, teamPath: '/t/' })).toEqual({ projectId: HERE })
    expect(doorOf(GUEST, { projectId: HERE, teamPath: '/t/' })).toBeNull()
  })
})

describe('D2 codes', () => {
  const step = Math.floor(at('09:00').getTime() / 30_000)
  test.each([
    [-3, 'code_expired'],
    [-2, null],
    [0, null],
    [1, null],
    [2, 'code_expired'],
  ])('%i steps from the scan', (away, reason) =>
    expect(whyNotFresh(step + away, at('09:00:29'))).toBe(reason),
  )
  test('a short code is tried for the same steps', () =>
    expect(stepsAround(at('09:00'))).toEqual([step - 2, step - 1, step, step + 1]))
  test.each([
    ['08:45', null],
    ['08:44:59', 'scanner_clock_wrong'],
    ['09:15', null],
    ['09:15:01', 'scanner_clock_wrong'],
  ])('a scan at %s, received at nine', (clock, reason) =>
    expect(whyNotOnTime(at(clock), at('09:00'))).toBe(reason),
  )
})
