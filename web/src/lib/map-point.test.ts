import { expect, it } from 'vitest'
import { bdOfMetres, gcjOfWgs, wgsOf } from './map-datum'
import { readPoint } from './map-point'

/** 百度's published pair of metres and degrees. */
it('reads the metres of Baidu', () => {
  const point = bdOfMetres(12958160.97, 4825907.72)
  expect(point?.longitude).toBeCloseTo(116.403874, 5)
  expect(point?.latitude).toBeCloseTo(39.914889, 5)
})

it('goes there and back within a centimetre, and leaves what lies abroad', () => {
  const here = { longitude: 114.4168, latitude: 23.1115 }
  const there = gcjOfWgs(here)
  expect(there.longitude - here.longitude).toBeGreaterThan(0.003)
  const back = wgsOf(there, 'gcj02')
  expect(back.longitude).toBeCloseTo(here.longitude, 7)
  expect(back.latitude).toBeCloseTo(here.latitude, 7)
  expect(wgsOf({ longitude: 2.35, latitude: 48.85 }, 'gcj02')).toEqual({ longitude: 2.35, latitude: 48.85 })
})

it.each([
  ['23.1115,114.4168', 'numbers', 114.4168, 23.1115],
  ['114.4168，23.1115', 'numbers', 114.4168, 23.1115],
  ['geo:23.1115,114.4168;u=30', 'numbers', 114.4168, 23.1115],
  ['-33.86, 151.21', 'numbers', 151.21, -33.86],
  ['https://www.openstreetmap.org/?mlat=23.1115&mlon=114.4168#map=15/23.2/114.5', 'osm', 114.4168, 23.1115],
  ['https://www.openstreetmap.org/#map=15/23.1115/114.4168', 'osm', 114.4168, 23.1115],
  ['https://uri.amap.com/marker?position=114.4168,23.1115&coordinate=wgs84', 'amap', 114.4168, 23.1115],
])('%s', (text, from, longitude, latitude) => expect(readPoint(text)).toEqual({ from, longitude, latitude }))

it.each([
  ['东湖社区 https://www.amap.com/?p=B02F3,23.1089,114.4219,东湖社区,水门桥1号', 'amap'],
  ['https://uri.amap.com/marker?position=114.4219,23.1089', 'amap'],
  ['https://ditu.amap.com/regeo?lng=114.4219&lat=23.1089', 'amap'],
  ['https://apis.map.qq.com/uri/v1/marker?marker=coord:23.1089,114.4219;title:x', 'tencent'],
  ['https://map.qq.com/?type=marker&pointx=114.4219&pointy=23.1089', 'tencent'],
  ['http://api.map.baidu.com/marker?location=23.1146,114.4284&title=x', 'baidu'],
])('%s is turned into WGS 84', (text, from) => {
  const point = readPoint(text)
  expect(point?.from).toBe(from)
  expect(point?.longitude).toBeCloseTo(114.4168, 2)
  expect(point?.latitude).toBeCloseTo(23.1115, 2)
})

it.each([
  '',
  '东湖社区',
  '23.1',
  '23.1,214.4',
  'https://surl.amap.com/abc',
  'https://example.org/?lat=1&lng=2',
  'https://',
])('“%s” is no point', (text) => expect(readPoint(text)).toBeNull())
