/** Rules of docs/rules/projects.md, by their numbers. */
import { describe, expect, test } from 'vitest'
import type { Actor, Role } from '../../kernel/actor.ts'
import { GUEST } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import {
  faultOf,
  periodOf,
  projectsOfTeamVisibleTo,
  PROJECT_STATUSES,
  reviewerOf,
  stateAt,
  whyNotCreateProject,
  whyNotPublish,
  whyNotSubmitProject,
  whyNotUpdateProject,
  type ProjectDraft,
} from './projects.rules.ts'
import { termsOf } from './terms.shapes.ts'

const now = new Date('2026-11-24T02:00:00Z')
const at = (iso: string): Date => new Date(`2026-11-${iso}:00Z`)
const shift = { startsAt: at('28T01:00'), endsAt: at('28T04:00'), breakMinutes: 0, headcount: 5 }
const position = {
  name: '引导员',
  description: '',
  requirements: '',
  skills: [],
  plan: null,
  shifts: [shift],
}
const draft: ProjectDraft = {
  ...termsOf({ exclusionsConfirmed: true }),
  title: '西湖花市秩序引导',
  campaign: null,
  categories: ['community'],
  description: '引导市民有序进出。',
  riskStatement: '人多，注意看护随身物品。',
  safeguards: [],
  insurance: '',
  isDangerous: false,
  acceptsMinors: true,
  minAge: 14,
  autoAdmit: false,
  keepsWaitingList: true,
  offerHours: 24,
  withdrawHoursBefore: 0,
  leaderName: '林静',
  contactPhone: '13800138000',
  contactPublic: true,
  recruitUntil: at('27T16:00'),
  place: { name: '西湖花市', address: '', longitude: null, latitude: null, radiusMetres: 0 },
  positions: [position],
}
const withShift = (change: Partial<typeof shift>): Partial<ProjectDraft> => ({
  positions: [{ ...position, shifts: [shift, { ...shift, ...change }] }],
})

describe('what may go to review', () => {
  test.each<[string, Partial<ProjectDraft>, string | null, string?]>([
    ['P0 a whole form', {}, null],
    ['P1 one character is no title', { title: '学' }, 'title_malformed', 'title'],
    ['P1 fifty characters are', { title: '学'.repeat(50) }, null],
    ['P1 fifty-one are not', { title: '学'.repeat(51) }, 'title_malformed', 'title'],
    ['P1 nor signs alone', { title: '——！！' }, 'title_malformed', 'title'],
    ['P1 nor what does not show', { title: '花市\u200b引导' }, 'title_malformed', 'title'],
    ['P2 the word itself', { title: '2025年下半年时长补录' }, 'title_looks_back_filled', 'title'],
    ['P2 parted by signs', { title: '志愿时长 补-录 专用' }, 'title_looks_back_filled', 'title'],
    ['P2 another word for it', { title: '去年服务补登' }, 'title_looks_back_filled', 'title'],
    ['P2 in English', { title: 'Back-fill of hours' }, 'title_looks_back_filled', 'title'],
    ['P2 mending recorders is honest work', { title: '社区修补录音机' }, null],
    ['P3 a risk statement always', { riskStatement: '' }, 'risk_statement_missing', 'riskStatement'],
    ['P4 a position', { positions: [] }, 'positions_missing', 'positions'],
    [
      'P4 with a shift',
      { positions: [position, { ...position, shifts: [] }] },
      'positions_missing',
      'positions.1.shifts',
    ],
    ['P5 forwards', withShift({ endsAt: at('28T01:00') }), 'shift_reversed', 'positions.0.shifts.1'],
    ['P6 a whole day', withShift({ endsAt: at('29T01:00') }), null],
    [
      'P6 and no minute more',
      withShift({ endsAt: at('29T01:01') }),
      'shift_too_long',
      'positions.0.shifts.1',
    ],
    [
      'P7 not begun',
      withShift({ startsAt: at('24T01:59'), endsAt: at('24T04:00') }),
      'shift_in_past',
      'positions.0.shifts.1',
    ],
    ['P8 a break inside', withShift({ breakMinutes: 179 }), null],
    ['P8 not instead of it', withShift({ breakMinutes: 180 }), 'break_too_long', 'positions.0.shifts.1'],
    ['P9 recruiting to the end', { recruitUntil: at('28T04:00') }, null],
    ['P9 not after it', { recruitUntil: at('28T04:01') }, 'recruit_after_end', 'recruitUntil'],
    ['P9 nor closed before it opens', { recruitUntil: at('24T01:59') }, 'recruit_in_past', 'recruitUntil'],
    ['P10 the policy of dangerous work may follow', { isDangerous: true, acceptsMinors: false }, null],
    [
      'P11 never with minors',
      { isDangerous: true, insurance: '意外险' },
      'dangerous_with_minors',
      'acceptsMinors',
    ],
    ['P12 one category', { categories: [] }, 'categories_missing', 'categories'],
    ['P12 at most four', { categories: ['a', 'b', 'c', 'd', 'e'] }, 'too_many_categories', 'categories'],
    ['P13 a phone', { contactPhone: '13800' }, 'contact_phone_malformed', 'contactPhone'],
    ['P13 a landline with extension', { contactPhone: '0752-2880000-12' }, null],
    ['P13 half a point', { place: { ...draft.place, longitude: 114.4 } }, 'place_malformed', 'place'],
  ])('%s', (_name, change, reason, field) =>
    expect(faultOf({ ...draft, ...change }, now)).toEqual(reason === null ? null : { reason, field }),
  )
})

test('P4 the project lasts from its first shift to the end of its last', () => {
  const early = { ...shift, startsAt: at('26T00:00'), endsAt: at('26T02:00') }
  const late = { ...shift, startsAt: at('27T00:00'), endsAt: at('29T00:00') }
  expect(periodOf([position, { ...position, shifts: [late, early] }])).toEqual({
    startsAt: early.startsAt,
    endsAt: late.endsAt,
  })
})

const path = '/a/b/'
const staff = (role: Role, teamPath: string): Actor => ({
  ...GUEST,
  grants: [{ role, bodyName: '', regionPath: null, teamId: 't' as TeamId, teamPath }],
})

describe('who keeps projects', () => {
  test.each<[string, Actor, string, string | null]>([
    ['P14 a guest', GUEST, 'active', 'not_your_team'],
    ['P14 its leader', staff('team_leader', '/a/b/'), 'active', null],
    ['P14 an administrator of the team above', staff('team_admin', '/a/'), 'active', null],
    ['P14 a sibling', staff('team_leader', '/a/c/'), 'active', 'not_your_team'],
    ['P14 a team below', staff('team_leader', '/a/b/d/'), 'active', 'not_your_team'],
    ['P14 a timekeeper', staff('team_timekeeper', '/a/b/'), 'active', 'not_your_team'],
    ['P14 a suspended team', staff('team_leader', '/a/b/'), 'suspended', 'team_not_active'],
  ])('%s', (_name, actor, status, reason) =>
    expect(whyNotCreateProject(actor, { path, status })).toBe(reason),
  )

  test('P14 a timekeeper reads the list, a sibling does not', () => {
    const team = { teamId: 't' as TeamId, path }
    expect(projectsOfTeamVisibleTo(staff('team_timekeeper', path), team)).toEqual({ teamId: 't' })
    expect(projectsOfTeamVisibleTo(staff('team_leader', '/a/c/'), team)).toBeNull()
  })

  test.each(PROJECT_STATUSES)('P14 only drafts and refused ones are changed and sent: %s', (status) => {
    const open = status === 'draft' || status === 'refused'
    expect(whyNotUpdateProject(status)).toBe(open ? null : 'project_locked')
    expect(whyNotSubmitProject(status, null)).toBe(open ? null : 'already_submitted')
    expect(whyNotSubmitProject(status, { reason: 'shift_in_past', field: '' })).toBe(
      open ? 'shift_in_past' : 'already_submitted',
    )
  })
})

describe('the clock', () => {
  const period = { startsAt: at('28T01:00'), endsAt: at('28T04:00') }
  test.each([
    ['28T00:59', 'recruiting', null],
    ['28T01:00', 'running', null],
    ['28T03:59', 'running', null],
    ['28T04:00', 'ended', 'project_over'],
  ])('P15, P17 at %s', (moment, state, reason) => {
    expect(stateAt(period, at(moment))).toBe(state)
    const project = { ...period, drawAt: null }
    expect(whyNotPublish(project, { status: 'active' }, at(moment))).toBe(reason)
    expect(whyNotPublish(project, { status: 'suspended' }, at(moment))).toBe('team_not_active')
  })
})

test.each([
  ['26T00:59', null],
  ['26T01:00', 'draw_in_past'],
])('V1: a draw on the 26th at one is published at %s: %s', (moment, reason) => {
  const project = { startsAt: at('28T01:00'), endsAt: at('28T04:00'), drawAt: at('26T01:00') }
  expect(whyNotPublish(project, { status: 'active' }, at(moment))).toBe(reason)
})

test('P18 the liaison team reviews while it is active, else the authority', () => {
  const parent = { teamId: 'p' as TeamId, name: '总队', path: '/a/', status: 'active' }
  expect(reviewerOf({ parent })).toBe(parent)
  expect(reviewerOf({ parent: { ...parent, status: 'suspended' } })).toBeNull()
  expect(reviewerOf({ parent: null })).toBeNull()
})
