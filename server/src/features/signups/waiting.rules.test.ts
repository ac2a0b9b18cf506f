/** Waiting lists of docs/rules/signups.md, by their numbers. */
import { describe, expect, test } from 'vitest'
import { SIGN_UP_STATUSES } from './statuses.rules.ts'
import {
  answerBy,
  freePlaces,
  isFull,
  placesToOffer,
  whyNotAcceptOffer,
  whyNotDeclineOffer,
  wouldWait,
  type OfferFacts,
} from './waiting.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const HOUR = 3_600_000
const inHours = (hours: number): Date => new Date(now.getTime() + hours * HOUR)
const shift = { headcount: 5, admitted: 4, held: 0, waiting: 0, startsAt: inHours(96) }
const asked = { autoAdmit: false, keepsWaitingList: true }
const open = { autoAdmit: true, keepsWaitingList: true }

describe('W1, W2 who waits', () => {
  test('a held place is no free one', () => {
    expect(freePlaces(shift)).toBe(1)
    expect(freePlaces({ ...shift, held: 1 })).toBe(0)
  })
  test.each<[string, Parameters<typeof wouldWait>, boolean]>([
    ['a place left', [open, shift, now], false],
    ['none left', [open, { ...shift, held: 1 }, now], true],
    ['somebody waits already', [open, { ...shift, waiting: 1 }, now], true],
    ['somebody waits where the team decides', [asked, { ...shift, waiting: 1 }, now], false],
    ['no list is kept', [{ ...open, keepsWaitingList: false }, { ...shift, admitted: 5 }, now], false],
    ['the shift has begun', [open, { ...shift, admitted: 5 }, shift.startsAt], false],
  ])('%s', (_, [project, places, at], expected) => {
    expect(wouldWait(project, places, at)).toBe(expected)
    if (expected) expect(isFull(project, places)).toBe(true)
  })
})

describe('W4 how many places are offered', () => {
  const facts: OfferFacts = {
    ...shift,
    admitted: 2,
    held: 1,
    waiting: 3,
    projectStatus: 'recruiting',
    pauseReason: null,
    teamStatus: 'active',
  }
  test.each<[string, Partial<OfferFacts>, number]>([
    ['as many as are free', {}, 2],
    ['no more than people who wait', { waiting: 1 }, 1],
    ['while it runs', { projectStatus: 'running' }, 2],
    ['none while recruiting rests', { projectStatus: 'recruiting_paused' }, 0],
    ['none while it runs and recruiting rests', { projectStatus: 'running', pauseReason: 'weather' }, 0],
    ['none when it is over', { projectStatus: 'cancelled' }, 0],
    ['none while the team is held', { teamStatus: 'suspended' }, 0],
    ['none once the shift has begun', { startsAt: now }, 0],
    ['none where the headcount has sunk below what is taken', { headcount: 3, admitted: 4 }, 0],
  ])('%s', (_, change, expected) => expect(placesToOffer({ ...facts, ...change }, now)).toBe(expected))
})

describe('W5 until when an offer stands', () => {
  test.each([
    ['long before', 24, 200, 24],
    ['a quarter of what is left', 24, 40, 10],
    ['half an hour at least', 24, 1, 0.5],
    ['never beyond the beginning', 24, 0.25, 0.25],
    ['as the project says', 2, 200, 2],
  ])('%s', (_, offerHours, startsInHours, expected) =>
    expect(answerBy(inHours(startsInHours), offerHours, now)).toEqual(inHours(expected)),
  )
})

describe('W6 answering an offer', () => {
  const offer = { status: 'offered', answerBy: inHours(1), clash: null } as const
  test.each(SIGN_UP_STATUSES)('one that is %s', (status) => {
    const expected = { offered: null, lapsed: 'offer_lapsed' }[status as 'offered' | 'lapsed']
    const reason = expected === undefined ? 'no_offer' : expected
    expect(whyNotDeclineOffer({ status, answerBy: inHours(1) }, now)).toBe(reason)
    expect(
      whyNotAcceptOffer({ status, answerBy: inHours(1), clash: null }, { status: 'recruiting' }, now),
    ).toBe(reason)
  })
  test('the hour counts, whether the job has come by or not', () => {
    expect(whyNotAcceptOffer(offer, { status: 'running' }, new Date(inHours(1).getTime() - 1))).toBeNull()
    expect(whyNotAcceptOffer(offer, { status: 'running' }, inHours(1))).toBe('offer_lapsed')
  })
  test('what was offered is kept while recruiting rests, and lost with the project', () => {
    expect(whyNotAcceptOffer(offer, { status: 'recruiting_paused' }, now)).toBeNull()
    expect(whyNotAcceptOffer(offer, { status: 'cancelled' }, now)).toBe('not_recruiting')
  })
  test('S12 and not onto something else of theirs; a no is always free', () => {
    const clash = { startsAt: inHours(95), endsAt: inHours(97) }
    expect(whyNotAcceptOffer({ ...offer, clash }, { status: 'recruiting' }, now)).toBe('shift_clashes')
    expect(whyNotDeclineOffer(offer, now)).toBeNull()
  })
})
