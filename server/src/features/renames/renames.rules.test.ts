import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import {
  checkRows,
  whyNotChoose,
  whyNotProposeForRegion,
  whyNotProposeForTeam,
  whyNotReadBatch,
  type RenamedTeam,
  type RowsKnown,
} from './renames.rules.ts'

const team = (id: string, name: string, wishes: Partial<RenamedTeam> = {}): RenamedTeam => ({
  teamId: id as TeamId,
  teamNumber: `G441302${id}`,
  name,
  kind: 'unregistered',
  level: 'team',
  status: 'active',
  unitKind: null,
  path: `/${id}/`,
  regionPath: '441302001',
  regionName: '桥东街道',
  ...wishes,
})
const A = team('A', '甲队')
const B = team('B', '乙队')
const C = team('C', '丙队', { regionPath: '441303' })
const known: RowsKnown = {
  found: [
    A,
    B,
    C,
    team('W', '待队'),
    team('S', '停队', { status: 'suspended' }),
    team('H', '藏队', { status: 'under_review', regionPath: '441303' }),
  ],
  holders: [A, B, C],
  waiting: new Set(['W' as TeamId]),
  isOwn: ({ regionPath }) => regionPath.startsWith('441302'),
}
const problems = (...rows: [string, string][]) =>
  checkRows(
    rows.map(([asked, newName]) => ({ team: asked, newName })),
    known,
  ).map(({ problem }) => problem)

describe('N7: each row with what is wrong with it (B4)', () => {
  test.each([
    ['by its name', '甲队', '新队', null],
    ['by its number, in any writing', ' g441302a ', '新队', null],
    ['nobody', '无队', '新队', 'team_not_found'],
    ['of another region', '丙队', '新队', 'not_your_region'],
    ['of another region and not public', '藏队', '新队', 'team_not_found'],
    ['not active', '停队', '新队', 'team_not_active'],
    ['waiting already', '待队', '新队', 'rename_waiting'],
    ['malformed', '甲队', '？', 'name_malformed'],
    ['unchanged', '甲队', ' 甲 队', 'name_unchanged'],
    ['taken', '甲队', '乙队', 'name_taken'],
    ['taken in another county only', '甲队', '丙队', null],
  ])('%s', (_, asked, newName, problem) => expect(problems([asked, newName])).toEqual([problem]))

  test('names that change hands, and a chain that ends at a taken name', () => {
    expect(problems(['甲队', '乙队'], ['乙队', '甲队'])).toEqual([null, null])
    expect(problems(['甲队', '乙队'], ['乙队', '新队'])).toEqual([null, null])
    expect(problems(['甲队', '乙队'], ['乙队', '？'])).toEqual(['name_taken', 'name_malformed'])
  })
  test('twice the same team, twice the same name', () => {
    expect(problems(['甲队', '新队'], ['G441302A', '旧队'])).toEqual([null, 'team_twice'])
    expect(problems(['甲队', '新队'], ['乙队', '新队'])).toEqual([null, 'named_twice'])
  })
  test('two teams of one name in the region are told apart by their numbers', () => {
    const twins = { ...known, found: [A, { ...B, name: '甲队' }] }
    const rows = (asked: string) => checkRows([{ team: asked, newName: '新队' }], twins)[0]?.problem
    expect([rows('甲队'), rows('G441302B')]).toEqual(['team_not_clear', null])
  })
})

const grant = (reach: Partial<Grant>): Grant => ({
  role: 'team_leader',
  bodyName: '',
  regionPath: null,
  teamId: null,
  teamPath: null,
  ...reach,
})
const actor = (...grants: Grant[]): Actor => ({ ...GUEST, grants })
const office = actor(grant({ role: 'authority_reviewer', regionPath: '441302' }))
const viewer = actor(grant({ role: 'authority_viewer', regionPath: '441302' }))
const leader = actor(grant({ teamId: A.teamId, teamPath: A.path }))
const admin = actor(grant({ role: 'team_admin', teamId: A.teamId, teamPath: A.path }))

describe('N6: who proposes (B4)', () => {
  test('an office that decides, for its region and what is below it', () => {
    expect(whyNotProposeForRegion(office, '441302001')).toBeNull()
    expect(whyNotProposeForRegion(office, '4413')).toBe('not_your_region')
    expect(whyNotProposeForRegion(viewer, '441302')).toBe('not_your_region')
    expect(whyNotProposeForRegion(leader, '441302')).toBe('not_your_region')
  })
  test('a leader, one row for the team they lead', () => {
    expect(whyNotProposeForTeam(leader, A, 1)).toBeNull()
    expect(whyNotProposeForTeam(leader, A, 2)).toBe('too_many_rows')
    expect(whyNotProposeForTeam(leader, { ...A, status: 'suspended' }, 1)).toBe('team_not_active')
    expect(whyNotProposeForTeam(admin, A, 1)).toBe('leader_only')
    expect(whyNotProposeForTeam(leader, B, 1)).toBe('not_your_team')
    expect(whyNotProposeForTeam(office, A, 1)).toBe('not_your_team')
  })
  test('who reads a batch', () => {
    const batch = { regionPath: '441302001', team: A }
    expect([office, viewer, leader].map((who) => whyNotReadBatch(who, batch))).toEqual([null, null, null])
    expect(whyNotReadBatch(leader, { ...batch, team: null })).toBe('batch_not_found')
    expect(whyNotReadBatch(GUEST, batch)).toBe('batch_not_found')
  })
})

test.each([
  ['approve', 3, '', null],
  ['approve', 2, '', 'reason_missing'],
  ['approve', 2, '重名', null],
  ['approve', 0, '重名', 'rows_missing'],
  ['refuse', 0, ' ', 'reason_missing'],
  ['refuse', 0, '重名', null],
] as const)('N8: %s %i of 3 with “%s”', (decision, chosen, reason, why) =>
  expect(whyNotChoose(chosen, 3, { decision, reason })).toBe(why),
)
