/** The plan of each question, as the server itself asks it. */
import { sql } from 'kysely'
import type { Reader } from '../../server/src/db/handles.ts'
import { SORTS } from '../../server/src/features/projects/finding.rules.ts'
import {
  byIndex,
  inOrder,
  isNarrow,
  partsOf,
  wordsOf,
  type Finding,
} from '../../server/src/features/projects/finding.store.ts'
import { LISTS, NEARBY } from './questions.ts'

const PAGE = 20

function findingIn(query: string, now: Date): Finding {
  const asked = new URLSearchParams(query)
  const of = (key: string): string | undefined => asked.get(key) ?? undefined
  const [longitude, km] = [of('longitude'), of('km')]
  const near =
    longitude === undefined
      ? null
      : {
          longitude: Number(longitude),
          latitude: Number(of('latitude')),
          metres: km === undefined ? null : Number(km) * 1000,
        }
  return {
    q: of('q'),
    category: of('category'),
    campaign: of('campaign'),
    regionPath: of('region')?.replace(/0000$|00$/, ''),
    open: of('open') === 'true',
    minors: of('minors') === 'true',
    window: { from: now, to: null },
    isDay: false,
    fits: null,
    near,
    sort: SORTS.find((sort) => sort === of('sort')) ?? (near === null ? 'date' : 'distance'),
  }
}

/** The questions of which some part reads projects, shifts or needs from end to end. */
export async function scansIn(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ now: Date }>`select now() as now`.execute(reader)
  const now = rows[0]!.now
  const scanned: string[] = []
  for (const [name, query] of [...LISTS, ...NEARBY]) {
    const finding = findingIn(query, now)
    const words = wordsOf(finding)
    const rest = isNarrow(finding, words)
      ? byIndex(finding, words, {}, now)
      : inOrder(finding, words, {}, now, null)
    for (const part of [...partsOf(finding, words, {}, now), rest]) {
      const plan = await sql<Record<string, string>>`explain ${part}`.execute(reader)
      if (/Seq Scan on (projects|shifts|project_needs)/.test(JSON.stringify(plan.rows))) scanned.push(name)
      if ((await part.execute(reader)).rows.length > PAGE) break
    }
  }
  return scanned
}
