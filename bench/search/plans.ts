/** The plan of each question, as the server itself asks it. */
import type { Reader } from '../../server/src/db/handles.ts'
import {
  amongFirst,
  foundByWords,
  foundTeams,
  nearTeams,
  wordsOf,
} from '../../server/src/features/teams/directory.store.ts'
import { QUESTIONS } from './questions.ts'

const PAGE = 20

/** The questions of which some part reads the teams from end to end. */
export async function scansIn(reader: Reader): Promise<string[]> {
  const scanned: string[] = []
  for (const [name, query] of QUESTIONS) {
    const asked = new URLSearchParams(query)
    const of = (key: string): string | undefined => asked.get(key) ?? undefined
    const region = of('region')
    const filter = {
      q: of('q'),
      category: of('category'),
      regionPath: region === undefined ? null : region.replace(/0000$|00$/, ''),
    }
    const page = { after: of('after') }
    const km = of('km')
    const near = {
      longitude: Number(of('longitude')),
      latitude: Number(of('latitude')),
      metres: Number(km) * 1000,
    }
    const words = wordsOf(filter)
    const rows: Record<string, string>[] = []
    if (km !== undefined) rows.push(...(await nearTeams(reader, filter, near, page).explain()))
    else if (words === null) rows.push(...(await foundTeams(reader, filter, page).explain()))
    else {
      rows.push(...(await amongFirst(reader, filter, words, page).explain()))
      const first = await amongFirst(reader, filter, words, page).execute()
      const isAnswered = filter.regionPath === null && first.length > PAGE
      if (!isAnswered) rows.push(...(await foundByWords(reader, filter, words, page).explain()))
    }
    if (rows.some((row) => row['QUERY PLAN']?.includes('Seq Scan on teams'))) scanned.push(name)
  }
  return scanned
}
