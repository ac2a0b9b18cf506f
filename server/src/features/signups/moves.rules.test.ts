import { describe, expect, test } from 'vitest'
import { localDate } from '../../kernel/local-date.ts'
import type { ShiftId } from '../../kernel/ids.ts'
import {
  effectOfMove,
  isSmallMove,
  whyNotAfterMove,
  whyNotAnswerMove,
  whyNotStillCome,
} from './moves.rules.ts'
import { SIGN_UP_STATUSES, type SignUpStatus } from './statuses.rules.ts'

/** Hours of the site on Saturday, 28 November. */
const at = (from: number, to: number, day = 28) => ({
  startsAt: new Date(Date.UTC(2026, 10, day, from - 8)),
  endsAt: new Date(Date.UTC(2026, 10, day, to - 8)),
})
const minutesLater = ({ startsAt, endsAt }: ReturnType<typeof at>, from: number, to = from) => ({
  startsAt: new Date(startsAt.getTime() + from * 60_000),
  endsAt: new Date(endsAt.getTime() + to * 60_000),
})

describe('R16 isSmallMove', () => {
  const agreed = at(9, 12)
  test.each([
    ['half an hour later', 30, 30, true],
    ['half an hour earlier', -30, -30, true],
    ['a minute more than half an hour', 31, 31, false],
    ['the end alone, by an hour', 0, 60, false],
    ['nothing at all', 0, 0, true],
  ])('%s', (_, from, to, isSmall) => {
    expect(isSmallMove(agreed, minutesLater(agreed, from, to))).toBe(isSmall)
  })
})

describe('R16 effectOfMove', () => {
  const clash = { shiftId: 'other' as ShiftId, title: '图书馆整理', ...at(14, 16) }
  const person = { status: 'admitted' as SignUpStatus, agreed: at(9, 12), clash: null, reason: null }
  test.each([
    ['who has a place is asked', {}, at(14, 17), 'asked'],
    [
      'who has applied is asked, since a yes of the team would bind them',
      { status: 'applied' },
      at(14, 17),
      'asked',
    ],
    ['a small move is only told', {}, minutesLater(at(9, 12), 30), 'told'],
    ['a small move that clashes is asked', { clash }, minutesLater(at(9, 12), 30), 'asked'],
    ['many small moves are one great one', { agreed: at(8, 11) }, minutesLater(at(9, 12), -15), 'asked'],
    ['who waits is told; the offer asks them', { status: 'waiting' }, at(14, 17), 'told'],
    ['an offer is made anew', { status: 'offered' }, minutesLater(at(9, 12), 30), 'offered'],
    ['who may not come ends', { reason: 'night_for_minors' }, at(21, 23), 'ends'],
    ['also from the waiting list', { status: 'waiting', reason: 'too_old' }, at(9, 12, 29), 'ends'],
  ] as const)('%s', (_, change, to, effect) => {
    expect(effectOfMove({ ...person, ...change }, to)).toBe(effect)
  })
})

describe('R17 whyNotAfterMove', () => {
  const terms = { minAge: 14, maxAge: 60, isDangerous: false }
  const minor = localDate('2010-05-01')
  const move = { from: at(9, 12), to: at(21, 23) }
  test.each([
    ['a minor at night', minor, terms, move, 'night_for_minors'],
    ['an adult at night', localDate('1990-05-01'), terms, move, null],
    ['a minor whose shift was at night already', minor, terms, { ...move, from: at(20, 23) }, null],
    [
      'not old enough on an earlier day',
      localDate('2012-11-28'),
      terms,
      { from: at(9, 12), to: at(9, 12, 27) },
      'too_young',
    ],
    [
      'too old on a later day',
      localDate('1965-11-29'),
      terms,
      { from: at(9, 12), to: at(9, 12, 29) },
      'too_old',
    ],
    [
      'a minor once more, in danger',
      localDate('2008-11-28'),
      { ...terms, isDangerous: true },
      { from: at(9, 12), to: at(9, 12, 27) },
      'dangerous_for_minors',
    ],
    [
      'admitted in spite of an age, and moved to the night',
      minor,
      { ...terms, minAge: 18 },
      move,
      'night_for_minors',
    ],
    [
      'admitted in spite of an age, and moved by day',
      minor,
      { ...terms, minAge: 18 },
      { from: at(9, 12), to: at(14, 17) },
      null,
    ],
  ] as const)('%s', (_, birthDate, of, times, reason) => {
    expect(whyNotAfterMove(birthDate, of, times, 18)).toBe(reason)
  })
})

describe('R16 answerMove', () => {
  const now = at(9, 10).startsAt
  const later = at(10, 11).startsAt
  test.each(SIGN_UP_STATUSES)('%s', (status) => {
    const isAsked = ['applied', 'entered', 'admitted'].includes(status)
    expect(whyNotAnswerMove({ status, moveAnswerBy: later, hasCome: false }, now)).toBe(
      isAsked ? null : 'nothing_asked',
    )
    expect(whyNotAnswerMove({ status, moveAnswerBy: null, hasCome: false }, now)).toBe('nothing_asked')
    expect(whyNotAnswerMove({ status, moveAnswerBy: now, hasCome: false }, now)).toBe(
      isAsked ? 'answer_too_late' : 'nothing_asked',
    )
  })

  test('who has come has answered', () => {
    expect(whyNotAnswerMove({ status: 'admitted', moveAnswerBy: later, hasCome: true }, now)).toBe(
      'nothing_asked',
    )
  })

  test('a yes to two places at one time is refused, after what stands before it', () => {
    const asked = { status: 'admitted' as const, moveAnswerBy: later, hasCome: false, clash: at(9, 12) }
    expect(whyNotStillCome(asked, now)).toBe('shift_clashes')
    expect(whyNotStillCome({ ...asked, clash: null }, now)).toBeNull()
    expect(whyNotStillCome({ ...asked, moveAnswerBy: now }, now)).toBe('answer_too_late')
  })
})
