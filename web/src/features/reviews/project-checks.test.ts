import { describe, expect, it } from 'vitest'
import type { useFormat } from '../../lib/format'
import type { I18n } from '../../lib/i18n'
import { excludedChecks, noticeChecks, type ProjectUnderReview } from './project-checks'

/** Words as keys with what fills them, so that the lines are read without a catalogue. */
const i18n = {
  lang: 'zh-CN',
  t: (key: string, params: Record<string, unknown> = {}) => [key, ...Object.values(params)].join(' '),
} as unknown as I18n
const f = {
  list: (words: readonly string[]) => words.join('、'),
  hours: String,
  moment: String,
  dayYear: String,
  dayTimeRange: (from: string, to: string) => `${from}–${to}`,
} as unknown as ReturnType<typeof useFormat>

const full = {
  startsAt: '2026-12-01',
  endsAt: '2026-12-02',
  place: { name: '书屋', address: '东湖西路' },
  morePlaces: [],
  description: '整理书屋',
  minAge: 18,
  maxAge: null,
  training: '',
  qualification: '',
  minMinutes: 0,
  visibility: 'public',
  signUpCode: null,
  teams: [],
  autoAdmit: false,
  recruitFrom: null,
  recruitUntil: '2026-12-01',
  riskStatement: '注意台阶',
  safeguards: ['water'],
  acceptsMinors: false,
  guardianPresent: false,
  isDangerous: false,
  insured: null,
  insurance: '意外险',
  leaderName: '温玉明',
  contactPhone: null,
  headcount: 5,
  positions: [{ shifts: [{}] }],
  exclusionsConfirmed: true,
  doubts: [],
} as unknown as ProjectUnderReview
const stateOf = (what: string, change: object = {}) =>
  noticeChecks({ ...full, ...change }, i18n, f, (codes) => [...codes]).find((line) => line.what === what)
    ?.state

describe('C1: the list of the law that a reviewer goes through', () => {
  it('names the source of every line', () => {
    const lines = noticeChecks(full, i18n, f, (codes) => [...codes])
    expect(lines.map(({ source }) => source ?? '').filter((source) => source === '')).toEqual([])
    expect(lines.filter(({ state }) => state === 'wrong')).toEqual([])
  })
  it.each([
    ['the place', 'common.review.place_name', { place: { name: '', address: '' } }],
    ['the content', 'common.review.description', { description: ' ' }],
    ['the number', 'terms.check_number', { headcount: 0 }],
    ['the risks', 'common.review.risk', { riskStatement: '' }],
    ['the safeguards', 'terms.check_safeguards', { safeguards: [] }],
    ['the policy of dangerous work', 'common.review.insurance', { isDangerous: true }],
    ['who is responsible', 'common.review.leader', { leaderName: '' }],
  ])('is red where %s is empty', (_, what, change) => {
    expect(stateOf(what)).not.toBe('wrong')
    expect(stateOf(what, change)).toBe('wrong')
  })
  it('P23: calls for heed where it is not for everybody, and shows the code', () => {
    const change = { visibility: 'code', signUpCode: 'DHXB26' }
    expect(stateOf('terms.check_way', change)).toBe('heed')
    const lines = noticeChecks({ ...full, ...change } as ProjectUnderReview, i18n, f, () => [])
    expect(lines.find(({ what }) => what === 'terms.check_way')?.text).toContain('DHXB26')
  })
  it('X1–X10: the team’s word, then each kind with the word found for it', () => {
    const [word, ...kinds] = excludedChecks(
      { ...full, exclusionsConfirmed: false, doubts: [{ kind: 'outing', word: '团建' }] },
      i18n,
    )
    expect(word?.state).toBe('wrong')
    expect(kinds.filter(({ state }) => state === 'clear')).toHaveLength(9)
    expect(kinds.map(({ what }) => what)).toEqual(Array.from({ length: 10 }, (_, at) => `X${at + 1}`))
    expect(
      kinds.filter(({ state }) => state === 'heed').map(({ what, text }) => [what, text.includes('团建')]),
    ).toEqual([['X4', true]])
  })
})
