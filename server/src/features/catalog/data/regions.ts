/** The divisions of the country from province to township, unpacked from the data beside this file. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export type RegionLevel = 'province' | 'city' | 'county' | 'township'
export interface RegionRow {
  regionCode: string
  parentCode: string | null
  /** The significant digits of the code, so that a subtree is a range of paths. */
  path: string
  level: RegionLevel
  name: string
  /** With the names of everything above it. */
  fullName: string
}

const LEVELS: Readonly<Record<number, RegionLevel>> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township' }

/** Parents stand before their children. */
export function readRegions(): RegionRow[] {
  const text = gunzipSync(readFileSync(new URL('./regions.txt.gz', import.meta.url))).toString('utf8')
  const known = new Map<string, RegionRow>()
  for (const line of text.trimEnd().split('\n')) {
    const [path = '', name = ''] = line.split(' ')
    const level = LEVELS[path.length]
    if (level === undefined || name === '') throw new Error(`regions.txt.gz holds no division: ${line}`)
    // A county right under its province has no city above it, a township of some cities no county.
    const parent = known.get(path.slice(0, 6)) ?? known.get(path.slice(0, 4)) ?? known.get(path.slice(0, 2))
    known.set(path, {
      regionCode: path.padEnd(6, '0'),
      parentCode: parent?.regionCode ?? null,
      path,
      level,
      name,
      fullName: (parent?.fullName ?? '') + name,
    })
  }
  return [...known.values()]
}
