// A point as people paste it: two numbers, or the link of a map. Nothing is asked of anybody; what cannot be read is said.
import { bdOfMetres, wgsOf, type Datum, type Point } from './map-datum'

export type MapName = 'amap' | 'baidu' | 'tencent' | 'osm' | 'numbers'
export interface ReadPoint extends Point {
  /** Where it was read from; points of the Chinese maps are turned into WGS 84 and right within some metres. */
  from: MapName
}

const PAIR = /(-?\d{1,3}(?:\.\d+)?)\s*[,，、\s]\s*(-?\d{1,3}(?:\.\d+)?)/

const isOnEarth = ({ longitude, latitude }: Point): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
const rounded = (degrees: number): number => Math.round(degrees * 1e6) / 1e6

function pointOf(longitude: unknown, latitude: unknown): Point | null {
  const point = { longitude: Number(longitude ?? NaN), latitude: Number(latitude ?? NaN) }
  return Number.isFinite(point.longitude) && Number.isFinite(point.latitude) && isOnEarth(point)
    ? point
    : null
}
/** "lat,lng" or "lng,lat", as the map writes it. */
function pairIn(text: string | null | undefined, first: 'latitude' | 'longitude'): Point | null {
  const found = PAIR.exec(text ?? '')
  if (found === null) return null
  const [, one, two] = found
  return first === 'latitude' ? pointOf(two, one) : pointOf(one, two)
}

/** In China the longitude is the greater of the two, so the order does not matter; elsewhere the latitude comes first. */
function numbersIn(text: string): Point | null {
  const found = new RegExp(`^${PAIR.source}$`).exec(text.replace(/^geo:/i, '').replace(/;.*$/, '').trim())
  if (found === null) return null
  const [one, two] = [Number(found[1]), Number(found[2])]
  return one > 73 && two > 0 && two < 55 ? pointOf(one, two) : pointOf(two, one)
}

type Found = { point: Point | null; datum: Datum } | null
const MAPS: readonly { name: MapName; host: RegExp; read: (url: URL, text: string) => Found }[] = [
  {
    name: 'amap',
    host: /(^|\.)(amap|gaode)\.com$/,
    read(url) {
      const of = (key: string) => url.searchParams.get(key)
      const point =
        pairIn(of('position') ?? of('location') ?? of('to') ?? of('center'), 'longitude') ??
        pointOf(of('lng') ?? of('lon'), of('lat')) ??
        // p=id,latitude,longitude,name,address and q=latitude,longitude,name
        pairIn(of('p')?.split(',').slice(1, 3).join(',') ?? of('q'), 'latitude')
      return { point, datum: of('coordinate') === 'wgs84' ? 'wgs84' : 'gcj02' }
    },
  },
  {
    name: 'baidu',
    host: /(^|\.)baidu\.com$/,
    read(url) {
      const metres = /@(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),\d/.exec(url.pathname)
      if (metres !== null) return { point: bdOfMetres(Number(metres[1]), Number(metres[2])), datum: 'bd09' }
      const kind = url.searchParams.get('coord_type') ?? ''
      const place = url.searchParams.get('location') ?? url.searchParams.get('latlng')
      const datum = kind.startsWith('wgs84') ? 'wgs84' : kind.startsWith('gcj02') ? 'gcj02' : 'bd09'
      return { point: pairIn(place ?? url.searchParams.get('center'), 'latitude'), datum }
    },
  },
  {
    name: 'tencent',
    host: /(^|\.)map\.qq\.com$/,
    read(url) {
      const of = (key: string) => url.searchParams.get(key)
      const coord =
        /coord:([^;]+)/.exec(of('marker') ?? '')?.[1] ?? of('coord') ?? of('center') ?? of('tocoord')
      return {
        point: pairIn(coord, 'latitude') ?? pointOf(of('pointx'), of('pointy')),
        datum: 'gcj02',
      }
    },
  },
  {
    name: 'osm',
    host: /(^|\.)(openstreetmap|osm)\.org$/,
    read(url) {
      const marked = pointOf(url.searchParams.get('mlon'), url.searchParams.get('mlat'))
      const shown = /map=[\d.]+\/(-?[\d.]+)\/(-?[\d.]+)/.exec(url.hash)
      return { point: marked ?? pointOf(shown?.[2], shown?.[1]), datum: 'wgs84' }
    },
  },
]

/** Null where no point can be read, as out of a short link, which only its maker can open. */
export function readPoint(pasted: string): ReadPoint | null {
  const text = pasted.normalize('NFKC').trim()
  const plain = numbersIn(text)
  if (plain !== null) return { ...plain, from: 'numbers' }
  // A shared link comes with the name of the place before it.
  const address = /https?:\/\/\S+/.exec(text)?.[0]
  if (address === undefined || !URL.canParse(address)) return null
  const url = new URL(address)
  const map = MAPS.find(({ host }) => host.test(url.hostname))
  const found = map?.read(url, text)
  if (map === undefined || found?.point == null) return null
  const { longitude, latitude } = wgsOf(found.point, found.datum)
  return { longitude: rounded(longitude), latitude: rounded(latitude), from: map.name }
}
