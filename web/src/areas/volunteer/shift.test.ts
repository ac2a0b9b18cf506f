import { describe, expect, it } from 'vitest'
import { daysUntil, isForgotten, minutesUntil, shiftState, todaysShift, type SignUp } from './shift'

const signUp = (more: Partial<SignUp>): SignUp => ({
  signupId: 's1',
  projectId: 'p1',
  title: '西湖晨间文明游园引导',
  teamName: '水门社区志愿服务队',
  positionName: '入口引导岗',
  startsAt: '2026-11-24T01:00:00Z',
  endsAt: '2026-11-24T04:00:00Z',
  placeName: '丰渚园南门',
  longitude: null,
  latitude: null,
  leaderName: '陈国富',
  status: 'admitted',
  reason: null,
  signedInAt: null,
  signedOutAt: null,
  signInFrom: '2026-11-24T00:00:00Z',
  position: null,
  answerBy: null,
  ticket: null,
  drawAt: null,
  drawReason: null,
  withdrawnLate: false,
  withdrawUntil: '2026-11-24T01:00:00Z',
  move: null,
  whyNot: {
    withdrawSignUp: null,
    reportAbsence: null,
    acceptOffer: null,
    declineOffer: null,
    answerMove: 'nothing_asked',
  },
  ...more,
})
const at = (instant: string) => Date.parse(instant)

describe('where I stand with a shift', () => {
  it.each([
    ['an hour and more before it begins', {}, '2026-11-23T23:59:00Z', 'before'],
    ['from the hour of signing in', {}, '2026-11-24T00:00:00Z', 'open'],
    ['signed in', { signedInAt: '2026-11-24T00:43:00Z' }, '2026-11-24T00:44:00Z', 'serving'],
  ] as const)('%s', (_, more, now, state) => {
    expect(shiftState(signUp(more), at(now))).toBe(state)
  })

  it('counts minutes up to the next whole one, so that it never says 0 before the time', () => {
    expect(minutesUntil('2026-11-24T01:00:00Z', at('2026-11-24T00:41:30Z'))).toBe(19)
    expect(minutesUntil('2026-11-24T01:00:00Z', at('2026-11-24T00:59:59Z'))).toBe(1)
    expect(minutesUntil('2026-11-24T01:00:00Z', at('2026-11-24T01:05:00Z'))).toBe(-5)
  })

  it('counts days of the site, not of 24 hours and not of the browser', () => {
    expect(daysUntil('2026-11-24T16:30:00Z', at('2026-11-24T15:30:00Z'))).toBe(1)
    expect(daysUntil('2026-11-24T15:30:00Z', at('2026-11-24T01:00:00Z'))).toBe(0)
  })

  it('shows the shift I serve in before the next one, and none of another day', () => {
    const serving = signUp({ signupId: 'a', signedInAt: '2026-11-24T00:50:00Z' })
    const later = signUp({
      signupId: 'b',
      startsAt: '2026-11-24T06:00:00Z',
      endsAt: '2026-11-24T08:00:00Z',
      signInFrom: '2026-11-24T05:00:00Z',
    })
    const tomorrow = signUp({
      signupId: 'c',
      startsAt: '2026-11-25T06:00:00Z',
      endsAt: '2026-11-25T08:00:00Z',
      signInFrom: '2026-11-25T05:00:00Z',
    })
    const now = at('2026-11-24T02:00:00Z')
    expect(todaysShift([tomorrow, later, serving], now)?.signupId).toBe('a')
    expect(todaysShift([tomorrow, later], now)?.signupId).toBe('b')
    expect(todaysShift([tomorrow], now)).toBeNull()
  })

  it('leaves out what is not admitted, is over, or was signed out of', () => {
    const now = at('2026-11-24T02:00:00Z')
    expect(todaysShift([signUp({ status: 'applied' })], now)).toBeNull()
    expect(todaysShift([signUp({})], at('2026-11-24T04:00:01Z'))).toBeNull()
    expect(
      todaysShift([signUp({ signedInAt: '2026-11-24T00:50:00Z', signedOutAt: '2026-11-24T01:50:00Z' })], now),
    ).toBeNull()
  })

  it('knows a forgotten sign-out half an hour after the end', () => {
    const open = signUp({ signedInAt: '2026-11-24T00:50:00Z' })
    expect(isForgotten(open, at('2026-11-24T04:30:00Z'))).toBe(false)
    expect(isForgotten(open, at('2026-11-24T04:31:00Z'))).toBe(true)
    expect(isForgotten(signUp({}), at('2026-11-24T06:00:00Z'))).toBe(false)
  })
})
