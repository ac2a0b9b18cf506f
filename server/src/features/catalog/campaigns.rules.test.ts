import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Role } from '../../kernel/actor.ts'
import { normalizeUnits, siteTrailVisibleTo, whyNotFurnishSite, whyNotUnits } from './campaigns.rules.ts'

const as = (role: Role, regionPath: string | null): Actor => ({
  ...GUEST,
  grants: [{ role, regionPath, bodyName: '', teamId: null, teamPath: null }],
})
const city = { siteId: 's', regionPath: '4413' }

test.each([
  ['the administrator of the site', as('site_admin', '4413'), null],
  ['of the province above', as('site_admin', '44'), null],
  ['of a county below', as('site_admin', '441302'), 'not_your_region'],
  ['a reviewer of the place', as('authority_reviewer', '4413'), 'site_admin_only'],
  ['a viewer of the place', as('authority_viewer', '4413'), 'site_admin_only'],
  ['a viewer of another city', as('authority_viewer', '4403'), 'not_your_region'],
  ['the platform', as('platform_admin', null), null],
  ['nobody', GUEST, 'not_your_region'],
])('C8 K3: %s furnishes the site of a city', (_, actor, reason) => {
  expect(whyNotFurnishSite(actor, city)).toBe(reason)
})

test('C8 K4: the trail is for the authorities of the region', () => {
  expect(siteTrailVisibleTo(as('authority_viewer', '44'), city)).toEqual({ siteId: 's' })
  expect(siteTrailVisibleTo(as('site_admin', '441302'), city)).toBeNull()
})

describe('C8 K3 the units of a campaign', () => {
  test('are written once each, the lead unit not again among the others', () => {
    expect(
      normalizeUnits({
        leadUnit: ' 市  文明办 ',
        responsibleUnits: ['市民政局', ' 市民政局', '市 文明办', ''],
      }),
    ).toEqual({ leadUnit: '市 文明办', responsibleUnits: ['市民政局'] })
  })
  test('without a lead unit there are none', () => {
    expect(normalizeUnits({ leadUnit: '  ', responsibleUnits: ['市民政局'] })).toEqual({
      leadUnit: null,
      responsibleUnits: [],
    })
  })
  test.each([['办'], ['<b>市文明办</b>'], ['市'.repeat(41)]])('"%s" is no name of a unit', (name) => {
    expect(whyNotUnits({ leadUnit: name, responsibleUnits: [] })).toBe('unit_name_malformed')
    expect(whyNotUnits({ leadUnit: '市文明办', responsibleUnits: [name] })).toBe('unit_name_malformed')
  })
  test('names as they are in the notices', () => {
    for (const name of ['市卫计局', '各县（区）', '市直和驻惠各相关单位', 'Youth League & Co.'])
      expect(whyNotUnits(normalizeUnits({ leadUnit: name, responsibleUnits: [] }))).toBeNull()
  })
})
