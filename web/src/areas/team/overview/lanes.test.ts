import { expect, it } from 'vitest'
import { doorsOf } from '../doors'
import { scaleOf, shareOf } from './lanes'

const shift = (change: object) => ({
  projectId: 'p1',
  title: '独居老人家庭清洁与慰问',
  shiftId: 's1',
  positionName: '入户',
  startsAt: '2026-11-21T00:00:00Z',
  endsAt: '2026-11-21T04:00:00Z',
  placeName: '东湖社区',
  expected: 60,
  present: 40,
  left: 2,
  opensAt: '2026-11-20T23:00:00Z',
  ...change,
})
const at = (time: string) => Date.parse(`2026-11-21T${time}:00+08:00`)

it('puts the shifts of a project into one door', () => {
  const [door, other, ...rest] = doorsOf(
    [
      shift({}),
      shift({
        shiftId: 's2',
        startsAt: '2026-11-21T02:00:00Z',
        endsAt: '2026-11-21T06:00:00Z',
        expected: 5,
        present: 1,
        left: 0,
      }),
      shift({ projectId: 'p2', startsAt: '2026-11-21T06:00:00Z', opensAt: '2026-11-21T05:30:00Z' }),
    ],
    at('09:40'),
  )
  expect(door).toMatchObject({
    projectId: 'p1',
    endsAt: '2026-11-21T06:00:00Z',
    expected: 65,
    present: 41,
    left: 2,
    state: 'open',
  })
  expect(other).toMatchObject({ projectId: 'p2', state: 'soon' })
  expect(rest).toEqual([])
})

it.each([
  ['06:00', 'soon'],
  ['07:30', 'open'],
  ['12:30', 'over'],
])('at %s the door is %s', (time, state) => expect(doorsOf([shift({})], at(time))[0]?.state).toBe(state))

it('shows 7 to 21, and more where a door needs it', () => {
  const usual = scaleOf(doorsOf([shift({})], at('09:40')), at('09:40'))
  expect(usual.hours.map(({ text }) => text)).toEqual([
    '07:00',
    '09:00',
    '11:00',
    '13:00',
    '15:00',
    '17:00',
    '19:00',
    '21:00',
  ])
  expect(shareOf(at('14:00'), usual)).toBe(50)
  expect(shareOf(at('05:00'), usual)).toBe(0)
  const night = scaleOf(
    doorsOf([shift({ startsAt: '2026-11-20T21:30:00Z', endsAt: '2026-11-21T15:00:00Z' })], at('09:40')),
    at('09:40'),
  )
  expect([night.hours[0]?.text, night.hours.at(-1)?.text]).toEqual(['05:00', '23:00'])
})
