/** What the team may decide, by the numbers of docs/rules/signups.md. */
import { describe, expect, test } from 'vitest'
import { whyNotDecideSignUp, type DecidedSignUp } from './deciding.rules.ts'
import { SIGN_UP_STATUSES, type SignUpStatus } from './statuses.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const startsAt = new Date('2026-11-28T01:00:00Z')
const endsAt = new Date('2026-11-28T04:00:00Z')
const free = { headcount: 1, admitted: 0, held: 0, waiting: 0 }
const full = { ...free, admitted: 1 }
const held = { ...free, held: 1 }
const project = { teamStatus: 'active', keepsWaitingList: true }

const of = (change: Partial<DecidedSignUp>): DecidedSignUp => ({
  status: 'applied',
  approved: false,
  startsAt,
  endsAt,
  hasCome: false,
  ...change,
})
const decide = (
  decision: 'admit' | 'waitlist' | 'refuse',
  signUp: DecidedSignUp,
  { at = now, places = free, by = project, reason = '' } = {},
) => whyNotDecideSignUp({ signupId: 'x' as never, decision, reason }, signUp, places, by, at)

/** V1: before the draw the team says neither yes nor no. */
const closedTo = (status: SignUpStatus) => (status === 'entered' ? 'draw_pending' : 'already_decided')

describe('S16 admitting', () => {
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) => {
    const isPending = status === 'applied' || status === 'waiting'
    expect(decide('admit', of({ status }))).toBe(isPending ? null : closedTo(status))
    if (!isPending) return
    expect(decide('admit', of({ status }), { places: full })).toBe('shift_full')
    expect(decide('admit', of({ status }), { places: held })).toBe('shift_full')
    expect(decide('admit', of({ status }), { at: endsAt })).toBe('shift_over')
  })
  test('S20 not by a team that is held', () =>
    expect(decide('admit', of({}), { by: { ...project, teamStatus: 'suspended' } })).toBe('team_not_active'))
  test('W7 who waits is offered the place, and needs time to answer', () => {
    expect(decide('admit', of({ status: 'waiting' }), { at: startsAt })).toBe('shift_started')
    expect(decide('admit', of({}), { at: startsAt })).toBeNull()
  })
})

describe('W7 approving for the list', () => {
  test.each<[string, Partial<DecidedSignUp>, object, string | null]>([
    ['an application', {}, {}, null],
    ['one who waits for the word', { status: 'waiting' }, {}, null],
    ['one who has it', { status: 'waiting', approved: true }, {}, 'already_decided'],
    ['one with a place', { status: 'admitted' }, {}, 'already_decided'],
    ['while there are places', {}, { places: free }, 'places_left'],
    ['where no list is kept', {}, { by: { ...project, keepsWaitingList: false } }, 'no_waiting_list'],
    ['once the shift has begun', {}, { at: startsAt }, 'shift_started'],
    ['by a team that is held', {}, { by: { ...project, teamStatus: 'suspended' } }, 'team_not_active'],
  ])('%s', (_, signUp, known, reason) =>
    expect(decide('waitlist', of(signUp), { places: full, ...known })).toBe(reason),
  )
})

describe('S16, S23 refusing', () => {
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) => {
    const isOpen = ['applied', 'waiting', 'offered', 'admitted'].includes(status)
    expect(decide('refuse', of({ status }), { reason: '人数已够' })).toBe(isOpen ? null : closedTo(status))
    if (isOpen) expect(decide('refuse', of({ status }), { reason: '  ' })).toBe('reason_missing')
  })
  test('a place is taken back until the shift begins, an application answered even after it', () => {
    const late = { at: startsAt, reason: '没有来' }
    expect(decide('refuse', of({ status: 'admitted' }), late)).toBe('shift_started')
    expect(decide('refuse', of({ status: 'offered' }), late)).toBe('shift_started')
    expect(decide('refuse', of({}), { ...late, at: endsAt })).toBeNull()
  })
})
