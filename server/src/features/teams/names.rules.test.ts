import { describe, expect, test } from 'vitest'
import type { TeamId } from '../../kernel/ids.ts'
import { TEAM_NAME_FORMS } from '../catalog/index.ts'
import { adviseOnName, coreOf, likenessOf, unitOf, type NamedTeam, type RegionChain } from './names.rules.ts'

const province = { level: 'province', name: '广东省' } as const
const city = { level: 'city', name: '惠州市' } as const
const county = { level: 'county', name: '惠城区' } as const
const township = { level: 'township', name: '桥东街道' } as const
const IN_TOWNSHIP: RegionChain = [province, city, county, township]
const IN_COUNTY = IN_TOWNSHIP.slice(0, 3)
const IN_CITY = IN_TOWNSHIP.slice(0, 2)

const team = (name: string, wishes: Partial<NamedTeam> = {}): NamedTeam => ({
  name,
  kind: 'unregistered',
  level: 'team',
  unitKind: 'residents_committee',
  chain: IN_TOWNSHIP,
  ...wishes,
})
const advice = (name: string, wishes: Partial<NamedTeam> = {}) =>
  adviseOnName(team(name, wishes), TEAM_NAME_FORMS)

describe('N1: the form of a name (B4)', () => {
  test.each([
    ['惠城区桥东街道东湖社区志愿服务队', {}],
    ['惠城区桥东街道东湖社区志愿服务队', { chain: IN_COUNTY }],
    ['惠城区桥东街道新村村志愿服务队', { unitKind: 'villagers_committee' }],
    ['惠城区桥东街道志愿服务队', { unitKind: 'government' }],
    ['惠城区桥东街道志愿服务总队', { level: 'corps', unitKind: 'government' }],
    ['惠城区志愿服务总队', { level: 'corps', chain: IN_COUNTY }],
    ['惠州市教育局党员志愿服务队', { unitKind: 'government', chain: IN_CITY }],
    ['惠州市文广新局文化志愿服务队', { unitKind: 'government', chain: IN_CITY }],
    ['惠城区财政局志愿服务队', { unitKind: 'government', chain: IN_COUNTY }],
    ['惠州学院志愿服务队', { unitKind: 'education', chain: IN_CITY }],
    ['惠州市志愿服务联合会', { level: 'federation', unitKind: null, chain: IN_CITY }],
    ['惠州市环保志愿服务联合会', { level: 'federation', unitKind: null, chain: IN_CITY }],
  ] as [string, Partial<NamedTeam>][])('%s follows', (name, wishes) => {
    expect(advice(name, wishes)).toEqual({ convention: 'follows', missing: [], suggestions: [] })
  })

  test.each([
    ['桥东街道东湖社区志愿服务队', {}, ['county'], ['惠城区桥东街道东湖社区志愿服务队']],
    ['东湖', {}, ['county', 'township', 'ending'], ['惠城区桥东街道东湖社区志愿服务队']],
    ['惠城区桥东街道志愿服务队', {}, ['unit', 'ending'], []],
    ['东湖社区志愿服务队', { unitKind: 'government' }, ['county', 'township'], ['惠城区桥东街道志愿服务队']],
    [
      '惠州志愿服务队',
      { level: 'federation', chain: IN_CITY },
      ['place', 'ending'],
      ['惠州市志愿服务联合会'],
    ],
    ['惠州学院', { unitKind: 'education', chain: IN_CITY }, ['ending'], ['惠州学院志愿服务队']],
    [
      '教育局志愿服务队',
      { unitKind: 'government', chain: IN_CITY },
      ['city'],
      ['惠州市教育局志愿服务队', '惠州市教育局党员志愿服务队'],
    ],
  ] as [string, Partial<NamedTeam>, string[], string[]][])(
    '%s departs',
    (name, wishes, missing, suggestions) => {
      expect(advice(name, wishes)).toEqual({ convention: 'departs', missing, suggestions })
    },
  )

  test('N2: a legal person is called as its certificate says', () => {
    expect(advice('惠州蓝天救援中心', { kind: 'legal_person' }).convention).toBe('exempt')
  })
  test('a site may have forms of its own', () => {
    const own = [
      {
        ...TEAM_NAME_FORMS[0]!,
        level: 'team' as const,
        parts: ['city', 'unit'] as const,
        endings: ['义工队'],
      },
    ]
    expect(adviseOnName(team('惠州市东湖义工队'), own).convention).toBe('follows')
    expect(adviseOnName(team('东湖'), own)).toMatchObject({
      missing: ['city', 'ending'],
      suggestions: ['惠州市东湖义工队'],
    })
  })
})

test.each([
  ['惠城区桥东街道东湖社区志愿服务队', '东湖社区'],
  ['惠州东湖社区志愿者协会', '东湖社区'],
  ['惠州学院青年志愿服务队', '惠州学院青年'],
  ['东湖', '东湖'],
])('N3: the unit in %s is %s', (name, unit) => expect(unitOf(name, IN_TOWNSHIP)).toBe(unit))

describe('N4: names that could be taken for each other (B4)', () => {
  const spoken: Record<string, string> = { 东: 'dong', 冬: 'dong', 湖: 'hu', 糊: 'hu' }
  const named = (name: string) => ({
    teamId: 't' as TeamId,
    name,
    syllables: [...name].map((character) => spoken[character] ?? character),
  })
  test.each([
    ['东湖志愿服务队', '惠城区桥东街道东湖社区志愿服务队', 'same_core'],
    ['惠城区东湖志愿者协会', '惠州市东湖志愿服务队', 'same_core'],
    ['东湖志愿服务队', '东湖志愿服务队', 'same_name'],
    ['冬湖志愿服务队', '惠城区桥东街道东湖社区志愿服务队', 'sounds_alike'],
    ['红十字救护志愿服务队', '红十字救援志愿服务队', 'one_off'],
    ['红十字救护志愿服务队', '红十字会救护志愿服务队', 'one_off'],
    ['第一中学志愿服务队', '第二中学志愿服务队', null],
    ['惠城区桥东街道志愿服务队', '惠城区桥西街道志愿服务队', null],
    ['东湖志愿服务队', '西湖志愿服务队', null],
    ['蓝天救援志愿服务队', '东湖志愿服务队', null],
  ])('%s and %s: %s', (one, other, likeness) => {
    expect(likenessOf(named(one), named(other), IN_COUNTY)).toBe(likeness)
    expect(likenessOf(named(other), named(one), IN_COUNTY)).toBe(likeness)
  })
  test('the township is the core where a unit has no other name', () => {
    expect(coreOf('惠城区桥东街道志愿服务队', IN_COUNTY)).toBe('桥东街道')
  })
})
