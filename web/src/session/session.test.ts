import { expect, test } from 'vitest'
import type { Reply } from '../api/client'
import { createStore } from '../api/store'
import { createSession } from './session'

const account = { accountId: 'a', displayName: '曾永康', secondFactor: true }
const volunteer = { name: '林月娥', status: 'verified' }
const team = { hat: 'team', teamId: 't', name: '东湖社区志愿服务队', role: 'team_leader', level: 'team' }

async function sessionOf(body: object | null) {
  let asked = 0
  const store = createStore(async (): Promise<Reply> => {
    asked++
    if (body === null) throw new TypeError('no network')
    return { status: 200, body }
  })
  const session = createSession(store)
  await Promise.all([session.ready(), session.ready()])
  await session.ready()
  return { session, asked }
}

test('a guest opens no area and has no home', async () => {
  const { session, asked } = await sessionOf({
    account: null,
    volunteer: null,
    hats: [],
    unreadNotices: 0,
    isDemo: true,
  })
  expect([session.signedIn, session.home(), session.opens('volunteer'), session.demo, asked]).toEqual([
    false,
    null,
    false,
    true,
    1,
  ])
})
test('an applicant may enter the volunteer area, and nothing else', async () => {
  const { session } = await sessionOf({
    account,
    volunteer: { ...volunteer, status: 'under_review' },
    hats: [],
    unreadNotices: 2,
  })
  expect([
    session.opens('volunteer'),
    session.opens('team'),
    session.home(),
    session.name,
    session.unread,
  ]).toEqual([true, false, '/my', '林月娥', 2])
})
test('the highest hat decides where one lands', async () => {
  const leader = await sessionOf({ account, volunteer, hats: [{ hat: 'volunteer' }, team], unreadNotices: 0 })
  expect([leader.session.home(), leader.session.teams.map(({ teamId }) => teamId)]).toEqual(['/team', ['t']])
  const platform = await sessionOf({
    account,
    volunteer: null,
    hats: [{ hat: 'platform' }],
    unreadNotices: 0,
  })
  expect([platform.session.home(), platform.session.opens('volunteer'), platform.session.name]).toEqual([
    '/admin',
    false,
    '曾永康',
  ])
})
test('without a network nobody is known, and that is asked once', async () => {
  const { session, asked } = await sessionOf(null)
  expect([session.me, session.signedIn, asked]).toEqual([null, false, 1])
})
