import { describe, expect, test } from 'vitest'
import type { TeamId } from '../../kernel/ids.ts'
import {
  alteredFault,
  asDraft,
  atOnce,
  freeChanges,
  isWider,
  reviewedChanges,
  whyNotPick,
  type PublishedDraft,
} from './altering.rules.ts'

const day = (date: number, hour = 0) => new Date(Date.UTC(2026, 10, date, hour))
const team = (name: string) => name as TeamId
const draft: PublishedDraft = {
  ...{
    title: '西湖花市秩序引导',
    campaign: null,
    categories: ['community'],
    description: '引导市民有序进出。',
  },
  ...{ riskStatement: '人多拥挤，请穿平底鞋。', safeguards: ['water'], insurance: '', isDangerous: false },
  ...{ acceptsMinors: true, minAge: 14, autoAdmit: false, keepsWaitingList: true, offerHours: 24 },
  ...{ withdrawHoursBefore: 12, leaderName: '陈思远', contactPhone: '13800138000', contactPublic: false },
  ...{
    recruitUntil: day(27),
    recruitFrom: null,
    drawAt: null,
    maxAge: null,
    guardianPresent: false,
    training: '',
  },
  ...{ qualification: '', minMinutes: 0, insured: null, excludes: [], morePlaces: [], coverFileId: null },
  ...{ pictureFileIds: [], exclusionsConfirmed: true, recipients: [], leaderPublic: true },
  ...{ visibility: 'teams', signUpCode: null, teamIds: [team('a')] },
  place: { name: '西湖花市', address: '', longitude: null, latitude: null, radiusMetres: 0 },
}
const period = { startsAt: day(28, 1), endsAt: day(28, 4) }

describe('R23, R19: what changes at once, and what waits', () => {
  test.each([
    ['a title', { title: '西湖花市引导' }, ['title'], []],
    ['categories and campaign are one', { campaign: 'x', categories: ['elderly'] }, ['categories'], []],
    ['a risk', { riskStatement: '路滑' }, ['risk_statement'], []],
    ['danger and minors', { isDangerous: true, acceptsMinors: false }, ['danger', 'minors'], []],
    ['ages', { minAge: 16, maxAge: 60 }, ['ages'], []],
    ['everybody may find it', { visibility: 'public', teamIds: [] }, ['visibility'], []],
    ['one more team', { teamIds: [team('b'), team('a')] }, ['visibility'], []],
    ['only the invited', { visibility: 'invitation', teamIds: [] }, [], ['narrower']],
    ['the description', { description: '请提前到。' }, [], ['description']],
    ['the place', { place: { ...draft.place, address: '环城西路' } }, [], ['place']],
    ['the contact', { contactPhone: '13900139000' }, [], ['contact']],
    ['a window', { recruitUntil: day(26) }, [], ['recruiting']],
    ['hours asked for', { minMinutes: 60 }, [], ['conditions']],
    ['both in one', { title: '西湖花市引导', safeguards: [] }, ['title'], ['safeguards']],
    ['nothing', {}, [], []],
  ] as const)('%s', (_, change, reviewed, free) => {
    const to = { ...draft, ...change } as PublishedDraft
    expect(reviewedChanges(draft, to)).toEqual(reviewed)
    const now = atOnce(draft, to)
    expect(freeChanges(draft, now)).toEqual(free)
    expect(reviewedChanges(draft, now)).toEqual([])
  })

  test('what waits is put together again as it was asked for', () => {
    const to = {
      ...draft,
      title: '西湖花市引导',
      isDangerous: true,
      acceptsMinors: false,
      minAge: 18,
      maxAge: 60,
    }
    const fields = [
      { field: 'title', newValue: to.title },
      { field: 'danger', newValue: true },
      { field: 'minors', newValue: { acceptsMinors: false, guardianPresent: false } },
      { field: 'ages', newValue: { minAge: 18, maxAge: 60 } },
    ] as const
    expect(asDraft(draft, fields, () => null)).toEqual(to)
    const audience = { visibility: 'code', teamIds: [], sealedCode: '…' }
    expect(asDraft(draft, [{ field: 'visibility', newValue: audience }], () => 'HUASHI')).toEqual({
      ...draft,
      ...{ visibility: 'code', teamIds: [], signUpCode: 'HUASHI' },
    })
  })
})

test.each([
  ['invitation', 'teams', true],
  ['teams', 'code', true],
  ['code', 'public', true],
  ['public', 'code', false],
  ['teams', 'invitation', false],
] as const)('R19 isWider: %s to %s', (from, to, wider) => {
  expect(isWider({ visibility: from, teamIds: [] }, { visibility: to, teamIds: [] })).toBe(wider)
})

describe('R23 alteredFault', () => {
  test.each([
    ['nothing is wrong', {}, null],
    ['a title that announces late hours', { title: '西湖花市补录时长' }, 'title_looks_back_filled'],
    ['no risk', { riskStatement: '' }, 'risk_statement_missing'],
    ['danger with minors', { isDangerous: true }, 'dangerous_with_minors'],
    ['no phone', { contactPhone: '12' }, 'contact_phone_malformed'],
    ['recruiting after the end', { recruitUntil: day(29) }, 'recruit_after_end'],
    ['recruiting moved into the past', { recruitUntil: day(23) }, 'recruit_in_past'],
    ['ages reversed', { minAge: 40, maxAge: 30 }, 'ages_reversed'],
    ['a tighter deadline for leaving', { withdrawHoursBefore: 24 }, 'withdraw_deadline_tightened'],
    ['a looser one', { withdrawHoursBefore: 0 }, null],
    ['a point without its other half', { place: { ...draft.place, longitude: 114 } }, 'place_malformed'],
  ])('%s', (_, change, reason) => {
    const fault = alteredFault(draft, { ...draft, ...change }, period, day(24))
    expect(fault?.reason ?? null).toBe(reason)
  })

  test('what is past by now and stays as it is stands in the way of nothing', () => {
    const from = { ...draft, recruitUntil: day(20) }
    expect(alteredFault(from, { ...from, description: '请提前到。' }, period, day(24))).toBeNull()
  })
})

test.each([
  ['all', ['title', 'danger'], '', null],
  ['some, with a word', ['title'], '标题可以改', null],
  ['some, without one', ['title'], '', 'reason_missing'],
  ['none of those asked for', ['ages'], '', 'nothing_picked'],
] as const)('R19 whyNotPick: %s', (_, accepted, reason, refused) => {
  expect(whyNotPick(['title', 'danger'], accepted, reason)).toBe(refused)
})
