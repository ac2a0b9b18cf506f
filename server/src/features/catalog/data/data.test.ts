import { describe, expect, test } from 'vitest'
import { isWorkingDay } from '../../../kernel/working-days.ts'
import { CALENDAR } from './calendar.ts'
import { CAMPAIGN_CATEGORIES, SERVICE_CATEGORIES } from './categories.ts'
import { CODE_KINDS, CODES } from './codes.ts'
import { HUIZHOU_CAMPAIGN_UNITS } from './huizhou-units.ts'
import { readRegions } from './regions.ts'

describe('regions', () => {
  const regions = readRegions()
  const byCode = new Map(regions.map((region) => [region.regionCode, region]))
  const named = (code: string) => byCode.get(code)?.fullName

  test('every level is there, each code once', () => {
    const count = (level: string) => regions.filter((region) => region.level === level).length
    expect(byCode.size).toBe(regions.length)
    expect([count('province'), count('city'), count('county'), count('township')]).toEqual([
      34, 333, 2975, 41352,
    ])
  })
  test('each stands below its parent, which came before it', () => {
    const seen = new Set<string>()
    for (const region of regions) {
      const parent = region.parentCode === null ? undefined : byCode.get(region.parentCode)
      if (region.level === 'province') expect(region.parentCode).toBeNull()
      else {
        expect(seen.has(region.parentCode ?? '')).toBe(true)
        expect(region.path.startsWith(parent?.path ?? '?')).toBe(true)
        expect(region.fullName).toBe((parent?.fullName ?? '') + region.name)
      }
      expect(region.path.padEnd(6, '0')).toBe(region.regionCode)
      seen.add(region.regionCode)
    }
  })
  test.each([
    ['441300', '广东省惠州市', '4413'],
    ['441302', '广东省惠州市惠城区', '441302'],
    ['441302001', '广东省惠州市惠城区桥东街道', '441302001'],
    ['110105', '北京市朝阳区', '110105'],
    ['500243', '重庆市彭水苗族土家族自治县', '500243'],
    ['419001', '河南省济源市', '419001'],
    ['441900003', '广东省东莞市东城街道', '441900003'],
    ['710000', '台湾省', '71'],
    ['810000', '香港特别行政区', '81'],
    ['820000', '澳门特别行政区', '82'],
  ])('%s is %s', (code, fullName, path) => {
    expect(named(code)).toBe(fullName)
    expect(byCode.get(code)?.path).toBe(path)
  })
  test('the headings of the statistics are no places', () => {
    expect(regions.filter((region) => /市辖区|直辖县级/.test(region.name))).toEqual([])
    expect(byCode.get('419001')?.parentCode).toBe('410000')
    expect(byCode.get('441900003')?.parentCode).toBe('441900')
  })
  test('a list below one region stays short enough to show', () => {
    const children = new Map<string, number>()
    for (const { parentCode } of regions)
      if (parentCode !== null) children.set(parentCode, (children.get(parentCode) ?? 0) + 1)
    expect(Math.max(...children.values())).toBeLessThan(120)
  })
})

describe('categories and codes', () => {
  const lists: [string, readonly { code: string; zh: string; en: string }[], number][] = [
    ['service categories', SERVICE_CATEGORIES, 21],
    ['campaigns', CAMPAIGN_CATEGORIES, 18],
    ...CODE_KINDS.map((kind): [string, { code: string; zh: string; en: string }[], number] => [
      kind,
      CODES[kind].map(([code, zh, en]) => ({ code, zh, en })),
      {
        skills: 24,
        politicalStatus: 13,
        ethnicity: 58,
        education: 9,
        employment: 13,
        unitKinds: 17,
        recipients: 13,
        safeguards: 12,
        slots: 24,
      }[kind],
    ]),
  ]
  test.each(lists)('%s: complete, each code and name once, in two languages', (_, rows, count) => {
    expect(rows).toHaveLength(count)
    for (const field of ['code', 'zh', 'en'] as const)
      expect(new Set(rows.map((row) => row[field])).size).toBe(count)
    for (const { code, zh, en } of rows) {
      expect(code).toMatch(/^[a-z0-9_]+$/)
      expect(zh).toMatch(/^[\p{Script=Han}（）]+$/u)
      expect(en).toMatch(/^[A-Z][\p{L} '-]+$/u)
    }
  })
  test('Huizhou names a lead unit for each campaign', () => {
    expect(HUIZHOU_CAMPAIGN_UNITS.map(({ code }) => code)).toEqual(
      CAMPAIGN_CATEGORIES.map(({ code }) => code),
    )
    expect(HUIZHOU_CAMPAIGN_UNITS.find(({ code }) => code === 'neighbours')).toEqual({
      code: 'neighbours',
      leadUnit: '市文明办',
      responsibleUnits: ['市民政局', '市房管局', '市妇联', '团市委', '各县（区）'],
    })
  })
})

describe('the official calendar', () => {
  test('lists only days that depart from the plain week, each once', () => {
    const plain = new Map()
    expect(new Set(CALENDAR.map(({ day }) => day)).size).toBe(CALENDAR.length)
    for (const { day, kind } of CALENDAR) expect(isWorkingDay(day, plain)).toBe(kind === 'holiday')
  })
  test.each(['2018', '2019', '2020', '2021', '2022', '2023', '2024', '2025', '2026'])(
    '%s is there',
    (year) => {
      const days = CALENDAR.filter(({ day }) => day.startsWith(year))
      const holidays = days.filter(({ kind }) => kind === 'holiday')
      expect(new Set(holidays.map(({ name }) => name))).toContain('春节')
      expect(holidays.length).toBeGreaterThan(15)
      expect(days.length - holidays.length).toBeGreaterThan(4)
    },
  )
  test.each([
    ['2026-02-14', 'workday', '春节'],
    ['2026-02-23', 'holiday', '春节'],
    ['2026-10-10', 'workday', '国庆节'],
    ['2026-10-07', 'holiday', '国庆节'],
    ['2020-01-31', 'holiday', '春节'],
  ])('%s: %s, %s', (day, kind, name) => expect(CALENDAR).toContainEqual({ day, kind, name }))
})
