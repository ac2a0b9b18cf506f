/** Giving back and changing, by the numbers of docs/rules/signups.md. */
import { describe, expect, test } from 'vitest'
import type { PositionId, ShiftId } from '../../kernel/ids.ts'
import {
  whyNotChange,
  whyNotGiveUp,
  whyNotReportAbsence,
  whyNotWithdraw,
  withdrawUntil,
} from './leaving.rules.ts'
import { SIGN_UP_STATUSES, type SignUpStatus } from './statuses.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const HOUR = 3_600_000
const startsAt = new Date(now.getTime() + 24 * HOUR)
const at = (hoursBefore: number): Date => new Date(startsAt.getTime() - hoursBefore * HOUR)
const anytime = { withdrawHoursBefore: 0 }
const early = { withdrawHoursBefore: 12 }

describe('S15 giving a place back', () => {
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) => {
    const free: readonly SignUpStatus[] = ['applied', 'entered', 'waiting', 'admitted']
    const reason = status === 'offered' ? 'offer_open' : 'not_withdrawable'
    expect(whyNotWithdraw({ status, startsAt, hasCome: false }, anytime, now)).toBe(
      free.includes(status) ? null : reason,
    )
    expect(whyNotWithdraw({ status, startsAt, hasCome: false }, anytime, startsAt)).toBe('shift_started')
  })
  test('V3: from the hour of a draw on nobody leaves its list, until it is drawn', () => {
    const drawn = { withdrawHoursBefore: 0, drawAt: at(12) }
    const entered = { status: 'entered' as const, startsAt, hasCome: false }
    expect(whyNotWithdraw(entered, drawn, at(13))).toBeNull()
    expect(whyNotWithdraw(entered, drawn, at(12))).toBe('withdraw_after_draw')
    expect(whyNotWithdraw({ ...entered, status: 'admitted' }, drawn, at(12))).toBeNull()
    expect(whyNotWithdraw({ ...entered, status: 'waiting' }, drawn, at(12))).toBeNull()
  })
  test('the deadline binds who has a place, not who only wishes for one', () => {
    expect(withdrawUntil({ startsAt }, early)).toEqual(at(12))
    expect(whyNotWithdraw({ status: 'admitted', startsAt, hasCome: false }, early, at(13))).toBeNull()
    expect(whyNotWithdraw({ status: 'admitted', startsAt, hasCome: false }, early, at(12))).toBe(
      'withdraw_deadline_passed',
    )
    expect(whyNotWithdraw({ status: 'applied', startsAt, hasCome: false }, early, at(12))).toBeNull()
    expect(whyNotWithdraw({ status: 'waiting', startsAt, hasCome: false }, early, at(1))).toBeNull()
  })
})

describe('S21 who cannot come after all', () => {
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) =>
    expect(whyNotReportAbsence({ status, startsAt, hasCome: false }, early, at(1))).toBe(
      status === 'admitted' ? null : 'not_withdrawable',
    ),
  )
  test('says so from the deadline until the beginning', () => {
    const own = { status: 'admitted', startsAt, hasCome: false } as const
    expect(whyNotReportAbsence(own, early, at(13))).toBe('withdraw_instead')
    expect(whyNotReportAbsence(own, early, at(12))).toBeNull()
    expect(whyNotReportAbsence(own, early, startsAt)).toBe('shift_started')
    expect(whyNotReportAbsence(own, anytime, at(0.1))).toBe('withdraw_instead')
  })
})

describe('S22 one place for another', () => {
  const place = (status: SignUpStatus) => ({
    status,
    shiftId: 's' as ShiftId,
    positionId: 'p' as PositionId,
    startsAt,
    hasCome: false,
  })
  const same = { shiftId: 'other' as ShiftId, positionId: 'p' as PositionId }
  const other = { shiftId: 'other' as ShiftId, positionId: 'q' as PositionId }
  test.each<[string, Parameters<typeof whyNotChange>, string | null]>([
    ['another shift of the position', [place('admitted'), same, { ...early, autoAdmit: false }, now], null],
    [
      'another position, where the team decides',
      [place('admitted'), other, { ...early, autoAdmit: false }, now],
      'position_differs',
    ],
    [
      'another position of an open project',
      [place('admitted'), other, { ...early, autoAdmit: true }, now],
      null,
    ],
    ['a wish is free to change', [place('applied'), other, { ...early, autoAdmit: false }, now], null],
    [
      'the shift one has',
      [place('admitted'), { ...same, shiftId: 's' as ShiftId }, { ...early, autoAdmit: true }, now],
      'same_shift',
    ],
    [
      'after the deadline',
      [place('admitted'), same, { ...early, autoAdmit: true }, at(1)],
      'withdraw_deadline_passed',
    ],
    ['with an offer open', [place('offered'), same, { ...early, autoAdmit: true }, now], 'offer_open'],
  ])('%s', (_, facts, reason) => expect(whyNotChange(...facts)).toBe(reason))
})

describe('S24 whoever has come', () => {
  const there = (status: SignUpStatus) => ({ status, startsAt, hasCome: true })
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) =>
    expect(whyNotGiveUp(there(status))).toBe(status === 'admitted' ? 'already_signed_in' : null),
  )
  test('keeps the place before the deadline and after it', () => {
    expect(whyNotWithdraw(there('admitted'), anytime, at(1))).toBe('already_signed_in')
    expect(whyNotWithdraw(there('admitted'), early, at(1))).toBe('already_signed_in')
    expect(whyNotReportAbsence(there('admitted'), early, at(1))).toBe('already_signed_in')
    expect(whyNotReportAbsence(there('admitted'), early, at(13))).toBe('already_signed_in')
  })
})
