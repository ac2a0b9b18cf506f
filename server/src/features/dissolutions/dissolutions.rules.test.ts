import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import {
  HOURS_AWAITED_DAYS,
  kindOf,
  needsReceiver,
  whyNotDissolve,
  whyNotReceive,
  whyNotSay,
  WORK_KINDS,
  type Receiver,
  type Work,
  type WorkKind,
} from './dissolutions.rules.ts'

const id = (text: string) => text as TeamId
const nothing = Object.fromEntries(WORK_KINDS.map((kind) => [kind, 0])) as Record<WorkKind, number>
const work = (some: Partial<Record<WorkKind, number>> = {}): Work => ({ ...nothing, ...some })
const leaderOf = (teamId: string, teamPath: string): Grant => ({
  ...{ role: 'team_leader', bodyName: teamId, regionPath: null },
  ...{ teamId: id(teamId), teamPath },
})
const acting = (...grants: Grant[]): Actor => ({ ...GUEST, grants })
const own = acting(leaderOf('t', '/p/t/'))
const above = acting(leaderOf('p', '/p/'))
const office = acting({
  ...{ role: 'authority_reviewer', bodyName: '区文明办', regionPath: '441302' },
  ...{ teamId: null, teamPath: null },
})
const team = {
  ...{ teamId: id('t'), name: '桥东志愿服务队', path: '/p/t/', regionPath: '441302001' },
  ...{ status: 'active' as const, parent: { teamId: id('p') } },
}
const NOW = new Date('2026-11-24T02:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)

describe('kindOf', () => {
  const project = (status: ProjectStatus, change = {}) => ({
    ...{ projectId: '' as ProjectId, title: '', status, endsAt: daysAgo(1) },
    ...{ hasDrafts: false, hasUnserved: false, hasOpenMarks: false, ...change },
  })
  test.each([
    ['draft', {}, 'drafts'],
    ['refused', {}, 'drafts'],
    ['under_review', {}, 'projects_under_review'],
    ['recruiting', {}, 'projects_recruiting'],
    ['recruiting_paused', {}, 'projects_recruiting'],
    ['running', {}, 'projects_running'],
    ['ended', {}, 'past_projects'],
    ['ended', { hasUnserved: true }, 'projects_with_open_hours'],
    ['ended', { hasUnserved: true, endsAt: daysAgo(HOURS_AWAITED_DAYS) }, 'past_projects'],
    ['ended', { hasDrafts: true, endsAt: daysAgo(400) }, 'projects_with_open_hours'],
    ['ended', { hasOpenMarks: true, endsAt: daysAgo(60) }, 'projects_with_open_hours'],
  ] as const)('%s %o: %s', (status, change, kind) => {
    expect(kindOf(project(status, change), NOW)).toBe(kind)
  })
})

describe('whyNotDissolve', () => {
  const held = (byAuthority: boolean, teamId = 't') => [{ teamId: id(teamId), byAuthority }]
  const suspended = { ...team, status: 'suspended' as const }
  test.each([
    ['its leader', own, null],
    ['a leader above', above, null],
    ['an authority', office, null],
    ['its administrator', acting({ ...leaderOf('t', '/p/t/'), role: 'team_admin' }), 'leader_only'],
    ['an administrator above', acting({ ...leaderOf('p', '/p/'), role: 'team_admin' }), 'leader_only'],
    ['a leader below', acting(leaderOf('c', '/p/t/c/')), 'not_your_team'],
    ['a leader beside', acting(leaderOf('s', '/p/s/')), 'not_your_team'],
    ['nobody', GUEST, 'not_your_region'],
  ] as const)('%s', (_, actor, reason) => {
    expect(whyNotDissolve(actor, team, { held: [], work: work() })).toBe(reason)
  })
  test.each([
    ['its leader', own, held(false), 'held_by_others'],
    ['a leader above, of what was suspended above the team', above, held(false, 'p'), 'held_by_others'],
    ['a leader above, of what an authority suspended', above, held(true), 'authority_only'],
    ['a leader above', above, held(false), null],
    ['an authority', office, held(true, 'p'), null],
  ] as const)('suspended, %s', (_, actor, suspensions, reason) => {
    expect(whyNotDissolve(actor, suspended, { held: suspensions, work: work() })).toBe(reason)
  })
  test('what must be settled before', () => {
    const root = { ...team, parent: null }
    const known = (some: Partial<Record<WorkKind, number>>) => ({ held: [], work: work(some) })
    expect(whyNotDissolve(own, team, known({ people_at_door: 1 }))).toBe('people_at_door')
    expect(whyNotDissolve(own, { ...team, status: 'dissolved' }, known({}))).toBe('team_not_active')
    expect(whyNotDissolve(own, root, known({ sub_teams: 1 }))).toBe('root_with_teams')
    expect(whyNotDissolve(own, root, known({ projects_running: 1 }))).toBe('nobody_receives')
    expect(whyNotDissolve(own, root, known({ drafts: 3, members: 9, past_projects: 2 }))).toBeNull()
  })
})

describe('whyNotReceive', () => {
  const at = (teamId: string, change: Partial<Receiver> = {}): Receiver => ({
    ...{ teamId: id(teamId), name: teamId, level: 'corps', status: 'active', path: `/p/${teamId}/` },
    ...{ regionPath: '441302', parentId: id('p'), ...change },
  })
  const parent = at('p', { path: '/p/', parentId: null })
  const open = { work: work({ projects_running: 1 }), children: [], liaisons: [] }
  test.each([
    ['the team above', own, parent, null],
    ['one beside, by the leader', own, at('s'), 'parent_only'],
    ['one beside, from above', above, at('s'), null],
    ['one of another parent', above, at('x', { parentId: id('q') }), 'receiver_not_near'],
    ['itself', above, at('t'), 'receiver_not_near'],
    ['a suspended one', own, { ...parent, status: 'suspended' as const }, 'receiver_not_active'],
    ['none', own, null, 'receiver_missing'],
  ] as const)('%s', (_, actor, receiver, reason) => {
    expect(whyNotReceive(actor, team, receiver, open)?.reason ?? null).toBe(reason)
  })
  test('teams below go where a registration would let them stand', () => {
    const children = [{ name: '花边岭队', level: 'team' as const, regionPath: '441302001' }]
    const known = { ...open, children, liaisons: [at('t'), at('s')] }
    expect(whyNotReceive(above, team, parent, known)).toEqual({ reason: 'receiver_unfit', name: '花边岭队' })
    expect(whyNotReceive(above, team, parent, { ...known, liaisons: [at('t')] })).toBeNull()
    expect(whyNotReceive(above, team, at('s'), known)).toBeNull()
    expect(whyNotReceive(above, team, at('s', { level: 'team' }), known)?.reason).toBe('receiver_unfit')
    expect(whyNotReceive(own, team, null, { ...open, work: work({ members: 3 }) })).toBeNull()
  })
})

test('needsReceiver: only what goes on', () => {
  expect(needsReceiver(work({ drafts: 1, requests: 1, invitations: 1, members: 1, staff: 1 }))).toBe(false)
  for (const kind of ['sub_teams', 'applications', 'hours_waiting', 'reviews_here'] as const)
    expect(needsReceiver(work({ [kind]: 1 }))).toBe(true)
})

test('whyNotSay: a cause, and the name as it is read', () => {
  expect(whyNotSay(team, { cause: ' ', name: team.name })).toBe('cause_missing')
  expect(whyNotSay(team, { cause: 'x', name: '桥东' })).toBe('name_not_typed')
  expect(whyNotSay(team, { cause: 'x', name: ' 桥东 志愿服务队　' })).toBeNull()
})
