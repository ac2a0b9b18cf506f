import { expect, it } from 'vitest'
import { bdOfGcj, gcjOfWgs } from './map-datum'
import { mapLinks } from './map-links'
import { readPoint } from './map-point'

const place = { placeName: '东湖社区书屋', address: '东湖西路 1 号', longitude: 114.4168, latitude: 23.1115 }

/** The pairs that the readme of coordtransform, the usual converter, gives for 北京. */
it('C3: shifts a point as the Chinese maps do', () => {
  const beijing = { longitude: 116.404, latitude: 39.915 }
  const gcj = gcjOfWgs(beijing)
  expect(gcj.longitude).toBeCloseTo(116.41024449916938, 8)
  expect(gcj.latitude).toBeCloseTo(39.91640428150164, 8)
  const bd = bdOfGcj(beijing)
  expect(bd.longitude).toBeCloseTo(116.41036949371029, 8)
  expect(bd.latitude).toBeCloseTo(39.92133699351021, 8)
})

it('C3: each link, read again, is the place within two metres', () => {
  const links = mapLinks(place)
  expect(links.map(({ map }) => map)).toEqual(['amap', 'baidu', 'tencent', 'osm'])
  for (const { map, url } of links) {
    const point = readPoint(url)
    expect(point?.from).toBe(map)
    expect(Math.abs((point?.longitude ?? 0) - place.longitude)).toBeLessThan(0.00002)
    expect(Math.abs((point?.latitude ?? 0) - place.latitude)).toBeLessThan(0.00002)
  }
})

it('C3: a name cannot break out of its field', () => {
  const links = mapLinks({ ...place, placeName: '东门;title:西门&referer=x', address: '' })
  for (const { url } of links) expect(new URL(url).searchParams.getAll('referer')).not.toContain('x')
  const tencent = new URL(links.find(({ map }) => map === 'tencent')?.url ?? '').searchParams.get('marker')
  expect(tencent?.split(';')).toHaveLength(3)
})

it('C3: without coordinates the address is looked for, and a bare name leads nowhere', () => {
  const [link, ...others] = mapLinks({ ...place, longitude: null })
  expect(others).toEqual([])
  expect(new URL(link?.url ?? '').searchParams.get('keyword')).toBe('东湖西路 1 号 东湖社区书屋')
  expect(mapLinks({ ...place, longitude: null, address: '' })).toEqual([])
})
