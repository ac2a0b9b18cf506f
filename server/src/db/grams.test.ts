import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../test/harness.ts'
import { gramQuery, gramsOf, nameQuery } from './grams.ts'

const NAMES = [
  '惠州市惠城区桥东街道水门桥社区志愿服务队',
  '惠州学院青年志愿者协会',
  '重庆商会惠州志愿服务队',
  'ＢＹＤ 义工队 A12',
  '西安乡贤志愿服务队',
  '绿色江河环保队',
  "O'Neill 100%_志愿队",
  '县妇女联合会',
]

let server: TestServer
async function insertNames(names: readonly string[]): Promise<void> {
  await sql`truncate named`.execute(server.db)
  for (const name of names) await sql`insert into named values (${name}, ${gramsOf(name)})`.execute(server.db)
}
async function found(q: string): Promise<string[]> {
  const condition = gramQuery(q)
  if (condition === null) throw new Error('no word in it')
  const { rows } = await sql<{
    name: string
  }>`select name from named where ${condition} order by name`.execute(server.db)
  const names = rows.map((row) => row.name).sort()
  const words = nameQuery(q, { table: 'named', grams: 'grams', foundAs: 'found_as' })!
  const inTwo = await sql<{ name: string }>`
    select name from named where ${words.candidates} and ${words.holds}`.execute(server.db)
  const held = await sql<{ name: string }>`select name from named where ${words.holds}`.execute(server.db)
  // Both ways of asking answer alike, with the index and without it.
  expect(inTwo.rows.map((row) => row.name).sort()).toEqual(names)
  expect(held.rows.map((row) => row.name).sort()).toEqual(names)
  return names
}
const naming = (...pieces: string[]): string[] =>
  NAMES.filter((n) => pieces.every((p) => n.includes(p))).sort()

beforeAll(async () => {
  server = await startTestServer()
  await sql`create table named (name text, grams text[],
    found_as text collate "C" generated always as (found_as(grams)) stored)`.execute(server.db)
  await sql`create index named_grams on named using gin (grams)`.execute(server.db)
})
afterAll(() => server.stop())

describe('search by pieces of a name', () => {
  beforeAll(() => insertNames(NAMES))
  test.each([
    ['a piece', '水门桥', ['水门桥']],
    ['one character', '桥', ['桥']],
    ['every word is needed, in any order', '志愿 惠州', ['志愿', '惠州']],
    ['a piece that stands nowhere whole', '惠江', ['nowhere']],
    ['pairs that do not stand together', '服务志愿', ['nowhere']],
    ['full pinyin', 'huizhou', ['惠州']],
    ['pinyin that breaks off', 'shuimenq', ['水门桥']],
    ['one syllable', 'shang', ['商会']],
    ['initials', 'hzxy', ['惠州学院']],
    ['capitals and full width', 'ｂｙｄ', ['ＢＹＤ']],
    ['letters over a space', 'byd义工', ['ＢＹＤ']],
    ['letters and digits', 'a12', ['A12']],
    ['an apostrophe between syllables', "xi'an", ['西安']],
    ['ü typed as v', 'lvse', ['绿色']],
    ['ü typed as ü', 'nü', ['妇女']],
    ['signs that mean something to SQL', '100%_', ['100%_']],
    ['a quote', "o'n", ["O'Neill"]],
    ['the tags are no text', 't=', ['nowhere']],
    ['nothing of the whole', 'p=|hui', ['nowhere']],
  ])('%s: %s', async (_, q, pieces) => {
    expect(await found(q)).toEqual(naming(...pieces))
  })
  test('one initial', async () => {
    expect(await found('l')).toEqual(NAMES.filter((name) => /[绿联l]/iu.test(name)).sort())
  })
  test('pinyin begins at a syllable', async () => {
    expect(await found('an')).toEqual(['西安乡贤志愿服务队'])
  })
  test.each(['', '   ', '\u3000'])('nothing asked is no condition: "%s"', (q) =>
    expect(gramQuery(q)).toBeNull(),
  )
})

test('whatever piece is asked, exactly the names that hold it are found', async () => {
  const letter = fc.constantFrom(...'志愿服务队惠州aB1 %_|=')
  const name = fc.array(letter, { minLength: 1, maxLength: 8 }).map((letters) => letters.join(''))
  const plain = (text: string) => text.toLowerCase().replace(/\s/gu, '')
  await fc.assert(
    fc.asyncProperty(
      fc.array(name, { minLength: 1, maxLength: 6 }),
      fc.array(letter, { minLength: 1, maxLength: 3 }),
      async (names, asked) => {
        const q = plain(asked.join(''))
        // Letters alone also find pinyin and initials, which the table above covers.
        fc.pre(q !== '' && !/^[a-z0-9ü']+$/.test(q))
        await insertNames(names)
        expect(await found(q)).toEqual(names.filter((n) => plain(n).includes(q)).sort())
      },
    ),
    { numRuns: 60 },
  )
})

describe('what may be common', () => {
  const mayBeCommon = async (q: string): Promise<boolean> => {
    const words = nameQuery(q, { table: 'counted', grams: 'grams', foundAs: 'found_as' })!
    const { rows } = await sql<{ is: boolean }>`select ${words.mayBeCommon} as is`.execute(server.reader)
    return rows[0]!.is
  }
  beforeAll(async () => {
    await sql`create table counted (grams text[])`.execute(server.db)
    await sql`grant select on counted to public`.execute(server.db)
    const [often, seldom] = [gramsOf('惠城区护学岗'), gramsOf('清滩')]
    await sql`insert into counted select case when n % 4 = 0 then ${often}::text[] when n % 5000 = 1 then ${seldom}::text[]
      else ${gramsOf('义诊')}::text[] end from generate_series(1, 20000) as n`.execute(server.db)
  })
  test('anything, as long as nobody has counted', async () => {
    expect(await mayBeCommon('没有这个')).toBe(true)
  })
  describe('what is counted often', () => {
    beforeAll(() => sql`analyze counted`.execute(server.db))
    test.each([
      ['a piece of many', '护学', true],
      ['its pinyin', 'huxue', true],
      ['its initials', 'hxg', true],
      ['a piece of few', '清滩', false],
      ['a piece of none', '没有这个', false],
      ['letters of none', 'xyzxyz', false],
      ['one word of many and one of few', '护学 清滩', false],
      ['two words of many', '护学 惠城', true],
    ])('%s', async (_, q, is) => {
      expect(await mayBeCommon(q)).toBe(is)
    })
  })
})

test('a long text makes entries that the index can hold', async () => {
  await insertNames(['双'.repeat(5000)])
  expect(await found('双双')).toHaveLength(1)
})

test('teams that were there before have letters in threes as new ones do', async () => {
  const file = await readFile(join(import.meta.dirname, 'migrations/0024_found_as.sql'), 'utf8')
  const update = file.slice(file.indexOf('update teams'))
  const isTriple = (gram: string): boolean => /^[PI][^=]/u.test(gram) && [...gram].length === 4
  await server.db.connection().execute(async (one) => {
    await sql`create temporary table teams (name text, grams text[])`.execute(one)
    for (const name of NAMES) {
      const before = gramsOf(name, '旧名志愿服务队').filter((gram) => !isTriple(gram))
      await sql`insert into teams values (${name}, ${before})`.execute(one)
    }
    await sql.raw(update).execute(one)
    const { rows } = await sql<{ name: string; grams: string[] }>`select * from pg_temp.teams`.execute(one)
    for (const { name, grams } of rows)
      expect(new Set(grams)).toEqual(new Set(gramsOf(name, '旧名志愿服务队')))
    await sql`drop table pg_temp.teams`.execute(one)
  })
})
