import { describe, expect, it } from 'vitest'
import {
  asksOf,
  canChoose,
  chosenOf,
  choicesOf,
  commonReason,
  reasonOfShift,
  seenByGuest,
  unansweredOf,
  type Project,
  type Shift,
} from './sign-up'

const shift = (shiftId: string, signUp: string | null, mine: string | null = null) =>
  ({
    shiftId,
    headcount: 5,
    admitted: 4,
    held: 0,
    waiting: 0,
    waits: false,
    cancelReason: null,
    whyNot: { signUp },
    mine: mine === null ? null : { signupId: 's', status: mine },
  }) as Shift
const choices = (...shifts: Shift[]) => choicesOf({ positions: [{ shifts }] } as unknown as Project)
const idOf = (found: ReturnType<typeof chosenOf>) => found?.shift.shiftId ?? null

describe('what a guest sees', () => {
  const seen = (endsAt: string, recruitUntil: string, signUp: string) => {
    const one = { ...shift('a', signUp), endsAt }
    const project = { recruitUntil, positions: [{ shifts: [one] }] } as unknown as Project
    const now = Date.parse('2026-11-24T12:00:00Z')
    return choicesOf(seenByGuest(project, now))[0]?.shift.whyNot.signUp
  }
  it.each([
    [
      'a shift to come, signing in next',
      '2026-11-25T12:00:00Z',
      '2026-11-24T18:00:00Z',
      'signed_out',
      'signed_out',
    ],
    [
      'that recruiting is over',
      '2026-11-25T12:00:00Z',
      '2026-11-24T12:00:00Z',
      'signed_out',
      'recruiting_over',
    ],
    ['that the shift is over', '2026-11-24T11:00:00Z', '2026-11-24T10:00:00Z', 'signed_out', 'shift_over'],
    [
      'the reason of somebody signed in untouched',
      '2026-11-24T11:00:00Z',
      '2026-11-24T10:00:00Z',
      'no_team',
      'no_team',
    ],
  ])('%s', (_, endsAt, until, given, said) => {
    expect(seen(endsAt, until, given)).toBe(said)
  })
})

describe('choosing a shift', () => {
  it.each([
    ['one that nothing stands against', null, true, null],
    ['as a guest, who signs in next', 'signed_out', true, null],
    ['without a team, which is the step offered', 'no_team', true, null],
    ['a full one', 'shift_full', false, 'shift_full'],
    ['one that clashes', 'shift_clashes', false, 'shift_clashes'],
  ])('%s', (_, reason, can, said) => {
    expect(canChoose(shift('a', reason))).toBe(can)
    expect(reasonOfShift(shift('a', reason))).toBe(said)
  })
  it('says that a shift is full where only the person’s own reason is known', () => {
    expect(reasonOfShift({ ...shift('a', 'signed_out'), admitted: 5 })).toBe('shift_full')
  })
  it('C4 leaves a full shift to be chosen where it keeps a waiting list', () => {
    const full = { ...shift('a', 'signed_out'), admitted: 4, held: 1 }
    expect(reasonOfShift(full)).toBe('shift_full')
    expect(canChoose({ ...full, waits: true })).toBe(true)
  })
  it('says no reason under a shift one has signed up for', () => {
    expect(reasonOfShift(shift('a', 'already_signed_up', 'admitted'))).toBeNull()
    expect(reasonOfShift(shift('a', 'already_signed_up', 'withdrawn'))).toBe('already_signed_up')
  })
  it('takes the asked one, then one’s own, then the only open one', () => {
    const three = choices(shift('a', null), shift('b', 'shift_full'), shift('c', null))
    expect(idOf(chosenOf(three, 'b'))).toBe('b')
    expect(idOf(chosenOf(three, undefined))).toBeNull()
    expect(idOf(chosenOf(choices(shift('a', null), shift('b', 'shift_full')), 'gone'))).toBe('a')
    expect(idOf(chosenOf(choices(shift('a', null), shift('b', 'already_signed_up', 'applied')), null))).toBe(
      'b',
    )
  })
  it('knows a reason that holds everywhere', () => {
    expect(commonReason(choices(shift('a', 'recruiting_over'), shift('b', 'recruiting_over')))).toBe(
      'recruiting_over',
    )
    expect(commonReason(choices(shift('a', 'recruiting_over'), shift('b', null)))).toBeNull()
    expect(commonReason([])).toBeNull()
  })
})

describe('what is asked at the click', () => {
  const asking = (...asks: Shift['whyNot']['asks']) => {
    const one = shift('a', null)
    return asksOf(chosenOf(choices({ ...one, whyNot: { ...one.whyNot, asks } }), 'a'))
  }
  const none = { code: '', qualification: false, guardian: false, risk: false }
  it('S43, S44, S47: what the shift asks for, and always the risk', () => {
    expect(asksOf(null)).toEqual([])
    expect(asking()).toEqual(['risk'])
    expect(asking('code', 'guardian')).toEqual(['code', 'guardian', 'risk'])
  })
  it('names what is not answered yet, and asks for nothing else', () => {
    const asks = asking('code', 'qualification', 'guardian')
    expect(unansweredOf(asks, { ...none, code: '  ', risk: true })).toEqual([
      'code',
      'qualification',
      'guardian',
    ])
    expect(unansweredOf(asks, { code: 'k3', qualification: true, guardian: true, risk: true })).toEqual([])
    expect(unansweredOf(asking(), { ...none, risk: true })).toEqual([])
  })
})
