// The shifted coordinates of Chinese maps (GCJ-02 and BD-09), turned into those of satellites (WGS 84) and back.

export interface Point {
  longitude: number
  latitude: number
}
export type Datum = 'wgs84' | 'gcj02' | 'bd09'

const AXIS = 6378245
const ECCENTRICITY = 0.00669342162296594323
const { PI, sin, cos, sqrt, abs, atan2 } = Math

/** Outside of this box the Chinese maps are not shifted. */
const isShifted = ({ longitude, latitude }: Point): boolean =>
  longitude > 73.66 && longitude < 135.05 && latitude > 3.86 && latitude < 53.55

const waves = (x: number): number => ((20 * sin(6 * x * PI) + 20 * sin(2 * x * PI)) * 2) / 3
function shiftOf({ longitude, latitude }: Point): Point {
  const [x, y] = [longitude - 105, latitude - 35]
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * sqrt(abs(x)) +
    waves(x) +
    ((20 * sin(y * PI) + 40 * sin((y / 3) * PI)) * 2) / 3 +
    ((160 * sin((y / 12) * PI) + 320 * sin((y * PI) / 30)) * 2) / 3
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * sqrt(abs(x)) +
    waves(x) +
    ((20 * sin(x * PI) + 40 * sin((x / 3) * PI)) * 2) / 3 +
    ((150 * sin((x / 12) * PI) + 300 * sin((x / 30) * PI)) * 2) / 3
  const angle = (latitude / 180) * PI
  const magic = 1 - ECCENTRICITY * sin(angle) ** 2
  return {
    latitude: (north * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * sqrt(magic))) * PI),
    longitude: (east * 180) / ((AXIS / sqrt(magic)) * cos(angle) * PI),
  }
}

export function gcjOfWgs(point: Point): Point {
  if (!isShifted(point)) return point
  const shift = shiftOf(point)
  return { longitude: point.longitude + shift.longitude, latitude: point.latitude + shift.latitude }
}

/** The formula goes one way only; three rounds bring the way back within a centimetre. */
function wgsOfGcj(point: Point): Point {
  let guess = point
  for (let round = 0; round < 3; round += 1) {
    const there = gcjOfWgs(guess)
    guess = {
      longitude: guess.longitude + point.longitude - there.longitude,
      latitude: guess.latitude + point.latitude - there.latitude,
    }
  }
  return guess
}

export function bdOfGcj({ longitude, latitude }: Point): Point {
  const turn = (PI * 3000) / 180
  const length = sqrt(longitude * longitude + latitude * latitude) + 0.00002 * sin(latitude * turn)
  const angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * turn)
  return { longitude: length * cos(angle) + 0.0065, latitude: length * sin(angle) + 0.006 }
}

function gcjOfBd({ longitude, latitude }: Point): Point {
  const [x, y, turn] = [longitude - 0.0065, latitude - 0.006, (PI * 3000) / 180]
  const length = sqrt(x * x + y * y) - 0.00002 * sin(y * turn)
  const angle = atan2(y, x) - 0.000003 * cos(x * turn)
  return { longitude: length * cos(angle), latitude: length * sin(angle) }
}

export function wgsOf(point: Point, datum: Datum): Point {
  if (datum === 'wgs84') return point
  return wgsOfGcj(datum === 'bd09' ? gcjOfBd(point) : point)
}

/** Baidu's own metres, by bands of the northern half: the band's lower edge, then the terms of its polynomial. */
const BAIDU_BANDS: readonly (readonly [from: number, terms: readonly number[]])[] = [
  [
    12890594.86,
    [
      1.410526172116255e-8, 0.00000898305509648872, -1.9939833816331, 200.9824383106796, -187.2403703815547,
      91.6087516669843, -23.38765649603339, 2.57121317296198, -0.03801003308653, 17337981.2,
    ],
  ],
  [
    8362377.87,
    [
      -7.435856389565537e-9, 0.000008983055097726239, -0.78625201886289, 96.32687599759846, -1.85204757529826,
      -59.36935905485877, 47.40033549296737, -16.50741931063887, 2.28786674699375, 10260144.86,
    ],
  ],
  [
    5591021,
    [
      -3.030883460898826e-8, 0.00000898305509983578, 0.30071316287616, 59.74293618442277, 7.357984074871,
      -25.38371002664745, 13.45380521110908, -3.29883767235584, 0.32710905363475, 6856817.37,
    ],
  ],
  [
    3481989.83,
    [
      -1.981981304930552e-8, 0.000008983055099779535, 0.03278182852591, 40.31678527705744, 0.65659298677277,
      -4.44255534477492, 0.85341911805263, 0.12923347998204, -0.04625736007561, 4482777.06,
    ],
  ],
  [
    1678043.12,
    [
      3.09191371068437e-9, 0.000008983055096812155, 0.00006995724062, 23.10934304144901, -0.00023663490511,
      -0.6321817810242, -0.00663494467273, 0.03430082397953, -0.00466043876332, 2555164.4,
    ],
  ],
  [
    0,
    [
      2.890871144776878e-9, 0.000008983055095805407, -3.068298e-8, 7.47137025468032, -0.00000353937994,
      -0.02145144861037, -0.00001234426596, 0.00010322952773, -0.00000323890364, 826088.5,
    ],
  ],
]
export function bdOfMetres(east: number, north: number): Point | null {
  const terms = BAIDU_BANDS.find(([from]) => north >= from)?.[1]
  if (terms === undefined) return null
  const [offset = 0, scale = 0, ...rest] = terms
  const height = rest.pop() ?? 1
  const share = north / height
  return {
    longitude: offset + scale * east,
    latitude: rest.reduce((sum, factor, power) => sum + factor * share ** power, 0),
  }
}
