// A place in each of the maps that people have. Nothing is sent to any of them before its link is pressed.
import { bdOfGcj, gcjOfWgs, type Point } from './map-datum'
import { routeUrl, type Spot } from './route'

export type MapShown = 'amap' | 'baidu' | 'tencent' | 'osm'
export interface MapLink {
  map: MapShown
  url: string
}
export interface Place extends Spot {
  address: string
}

const DIGITS = 6
const pairOf = ({ latitude, longitude }: Point): string =>
  `${latitude.toFixed(DIGITS)},${longitude.toFixed(DIGITS)}`

/** In the order in which they are used in China. Without coordinates the address is looked for, if there is one. */
export function mapLinks(place: Place): MapLink[] {
  const { placeName, address, longitude, latitude } = place
  const amap = routeUrl(place)
  if (amap === null || longitude === null || latitude === null) {
    const query = new URLSearchParams({ keyword: `${address} ${placeName}` })
    return address === '' ? [] : [{ map: 'amap', url: `https://uri.amap.com/search?${query.toString()}` }]
  }
  const point = { longitude, latitude }
  const gcj = gcjOfWgs(point)
  // Signs that part the fields of Tencent's marker cannot be in a name.
  const plain = (text: string): string => text.replace(/[:;|]/g, ' ').trim()
  const baidu = new URLSearchParams({
    location: pairOf(bdOfGcj(gcj)),
    title: placeName,
    content: address === '' ? placeName : address,
    coord_type: 'bd09ll',
    output: 'html',
    src: 'webapp.volunteer.zhiyuan',
  })
  const tencent = new URLSearchParams({
    marker: `coord:${pairOf(gcj)};title:${plain(placeName)};addr:${plain(address === '' ? placeName : address)}`,
    referer: 'zhiyuan',
  })
  const [mlat, mlon] = [latitude.toFixed(DIGITS), longitude.toFixed(DIGITS)]
  return [
    { map: 'amap', url: amap },
    { map: 'baidu', url: `https://api.map.baidu.com/marker?${baidu.toString()}` },
    { map: 'tencent', url: `https://apis.map.qq.com/uri/v1/marker?${tencent.toString()}` },
    { map: 'osm', url: `https://www.openstreetmap.org/?mlat=${mlat}&mlon=${mlon}#map=17/${mlat}/${mlon}` },
  ]
}
