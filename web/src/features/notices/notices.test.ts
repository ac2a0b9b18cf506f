import { beforeAll, describe, expect, it } from 'vitest'
import { createI18n, LANGS } from '../../lib/i18n'
import { noticeLink, noticeText } from './notices'

const MOVED = {
  ...{ title: '净滩', reason: '大风', oldStartsAt: '2026-11-28T00:30:00Z' },
  ...{ startsAt: '2026-11-28T06:30:00Z', endsAt: '2026-11-28T09:30:00Z' },
}
/** The facts each kind comes with. */
const told = {
  volunteer_verified: { volunteerNumber: 'V44130219030048273' },
  volunteer_refused: { reason: '姓名与证件不一致' },
  team_approved: { teamName: '水门社区志愿服务队', teamNumber: 'T1' },
  team_refused: { teamName: '水门社区志愿服务队', reason: '名称不合规范' },
  membership_requested: { teamName: '水门社区志愿服务队' },
  membership_approved: { teamName: '水门社区志愿服务队', reason: null },
  membership_undone: { teamName: '水门社区志愿服务队' },
  membership_refused: { teamName: '水门社区志愿服务队', reason: '不在本社区' },
  project_submitted: { title: '净滩', teamName: '水门社区志愿服务队', dueOn: '2026-11-27' },
  project_approved: { title: '净滩' },
  project_refused: { title: '净滩', reason: '没有写风险' },
  project_invited: { title: '净滩' },
  insurance_awaited: { title: '净滩', startsOn: '2026-11-28' },
  signup_received: { name: '林月娥', title: '净滩' },
  signup_admitted: {
    title: '净滩',
    startsAt: '2026-11-28T00:30:00Z',
    endsAt: '2026-11-28T03:30:00Z',
    reason: null,
  },
  project_extended: { title: '净滩', teamName: '东湖队', untilOn: '2026-12-28' },
  signup_unanswered: { title: '净滩' },
  project_altered: {
    title: '净滩',
    changes: [
      { field: 'place', old: '南门', new: '北门' },
      { field: 'contact', old: '林静', new: '陈远' },
      { field: 'safeguards' },
    ],
  },
  project_dangerous_now: { title: '净滩' },
  project_change_submitted: { title: '净滩', teamName: '东湖队', dueOn: '2026-11-27' },
  project_change_approved: { title: '净滩', reason: null },
  project_change_partly: { title: '净滩', reason: '标题请保留' },
  project_change_refused: { title: '净滩', reason: '风险没有写清楚' },
  project_cancelled: { title: '净滩', reason: '台风' },
  shift_cancelled: { title: '净滩', startsOn: '2026-11-28', reason: '台风' },
  place_to_waiting: { title: '净滩', startsOn: '2026-11-28', reason: '场地变小' },
  place_cancelled: { title: '净滩', startsOn: '2026-11-28', reason: '场地变小' },
  signup_refused: { title: '净滩', reason: '要会手语' },
  signup_waitlisted: { title: '净滩', reason: null },
  place_offered: { title: '净滩', answerBy: '2026-11-27T06:00:00Z' },
  shift_moved: MOVED,
  shift_moved_asked: { ...MOVED, answerBy: '2026-11-27T06:00:00Z', clash: '图书馆整理' },
  shift_moved_offered: { ...MOVED, answerBy: '2026-11-27T06:00:00Z' },
  move_at_night: MOVED,
  move_not_for_age: MOVED,
  move_unanswered: MOVED,
  offer_lapsed: { title: '净滩' },
  waiting_ended: { title: '净滩' },
  draw_missed: { title: '净滩' },
  no_show_marked: { title: '净滩', startsAt: '2026-11-28T00:30:00Z', note: '', appealUntil: '2026-12-18' },
  no_show_lifted: { title: '净滩', startsAt: '2026-11-28T00:30:00Z' },
  no_show_upheld: { title: '净滩', reason: '没有签到', raiseUntil: '2026-12-18' },
  no_show_unanswered: { title: '净滩', raiseUntil: '2026-12-18' },
  no_show_final: { title: '净滩', reason: '没有签到' },
  no_show_appealed: { title: '净滩', answerDueOn: '2026-12-04' },
  no_show_raised: { title: '净滩', teamName: '东湖队', finalDueOn: '2026-12-04' },
  no_show_overruled: { title: '净滩', reason: '有照片' },
  hours_missing: { title: '净滩', closesOn: '2026-12-28' },
  absences_undecided: { title: '净滩', count: 3, closesOn: '2026-12-28' },
  shift_tomorrow: {
    title: '净滩',
    positionName: '引导员',
    place: '西湖，环城西路',
    startsAt: '2026-11-28T00:30:00Z',
  },
  shift_soon: {
    title: '净滩',
    positionName: '引导员',
    place: '西湖，环城西路',
    startsAt: '2026-11-28T00:30:00Z',
  },
  offer_waits: { title: '净滩', answerBy: '2026-11-27T06:00:00Z' },
  absence_reported: { name: '林月娥', title: '净滩' },
  hours_posted: { minutes: 148, activityName: '净滩', unitName: '水门社区志愿服务队' },
  hours_reversed: { minutes: 90, activityName: '净滩', unitName: '水门社区志愿服务队', cause: '多记了午休' },
  hours_draft_waiting: { count: 2, title: '净滩' },
  proof_superseded: { proofNumber: 'C2611', cause: '多记了午休' },
  record_disowned: {
    name: '林月娥',
    recordKind: 'hour_entry',
    recordId: 'h1',
    teamName: '水门社区志愿服务队',
  },
  registered_again: {},
  password_changed: {},
  second_factor_reset: { by: '惠州市文明办 曾永康' },
  review_overdue: { subjectKind: 'team', title: '水门社区志愿服务队', dueOn: '2026-11-20' },
}

describe.each(LANGS)('a notice in %s', (lang) => {
  const i18n = createI18n(lang)
  beforeAll(() => i18n.load(['common', 'volunteer']))

  it.each(Object.entries(told))('%s is a whole sentence', (kind, facts) => {
    const text = noticeText(i18n, { kind: kind as keyof typeof told, facts })
    expect(text).not.toMatch(/[{}]|notice\./)
    expect(text).not.toBe(i18n.t('volunteer.notices.other'))
  })

  it('leaves out the half of the sentence for a reason that was not given', () => {
    const text = noticeText(i18n, { kind: 'membership_refused', facts: { teamName: '甲队', reason: null } })
    expect(text).toContain('甲队')
    expect(text).not.toMatch(/[{：:]/)
  })
})

describe('where a notice leads', () => {
  it('to my own page for what is mine, whatever the server says', () => {
    expect(noticeLink({ kind: 'signup_admitted', link: '/my/projects' })).toBe('/my/projects?tab=mine')
  })
  it('to the very team the server names', () => {
    expect(noticeLink({ kind: 'membership_requested', link: '/team/t1/requests' })).toBe('/team/t1/requests')
  })
  it.each(['', '//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example'])(
    'never to %j',
    (link) => {
      expect(noticeLink({ kind: 'record_disowned', link })).toBe('/team')
    },
  )
})
