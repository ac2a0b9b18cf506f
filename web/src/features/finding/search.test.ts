import { expect, test } from 'vitest'
import { feedOf, searchIn, searchNear, weekendOf } from './search'

const asked = (address: string) => {
  const query = new URLSearchParams(address)
  return searchIn((name) => query.get(name) ?? '')
}

test.each([
  ['', {}],
  ['q=%20花市%20&open=true&minors=yes', { q: '花市', open: true }],
  ['region=441302&category=a%20b&campaign=neighbours', { region: '441302', campaign: 'neighbours' }],
  ['on=2026-11-28&from=2026-11-01&to=2026-12-01', { on: '2026-11-28' }],
  ['from=2026-12-02&to=2026-12-01', { from: '2026-12-02' }],
  ['to=2026-12-01', { to: '2026-12-01' }],
  ['from=2026-11-28&to=2026-11-28', { from: '2026-11-28', to: '2026-11-28' }],
  ['sort=need&on=tomorrow', { sort: 'need' }],
  ['sort=distance', {}],
  [`q=${'长'.repeat(60)}`, { q: '长'.repeat(50) }],
])('C3: ?%s', (address, search) => expect(asked(address)).toEqual(search))

test('around a place the search stays what it is', () => {
  const near = { longitude: 114.4, latitude: 23.1 }
  expect(searchNear({ q: '花市' }, { ...near, km: 5 })).toEqual({ q: '花市', ...near, km: 5 })
  expect(searchNear({ sort: 'need' }, near)).toEqual({ sort: 'need', ...near })
  expect(searchNear({ q: '花市' }, null)).toEqual({ q: '花市' })
})

test.each([
  ['2026-11-27', '2026-11-28', '2026-11-29'],
  ['2026-11-28', '2026-11-28', '2026-11-29'],
  ['2026-11-29', '2026-11-29', '2026-11-29'],
  ['2026-11-30', '2026-12-05', '2026-12-06'],
])('the weekend of %s', (today, from, to) => expect(weekendOf(today)).toEqual({ from, to }))

test('the feed keeps what it can be asked', () => {
  expect(feedOf({}, 'zh-CN')).toBe('/api/v1/project-feed')
  expect(feedOf({ q: '护河', open: true, from: '2026-11-28', sort: 'need', fits: true }, 'en')).toBe(
    '/api/v1/project-feed?q=%E6%8A%A4%E6%B2%B3&open=true&lang=en',
  )
})
