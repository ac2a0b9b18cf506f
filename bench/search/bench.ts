/**
 * P5: finding a team among a million as among ten thousand: pieces of names, pinyin, initials, alone and within a region
 * or a category, page after page, and nearby. The same questions over HTTP to the same server, on the product's own PostgreSQL.
 */
import { availableParallelism } from 'node:os'
import type { Opened } from '../../server/src/db/open.ts'
import { ratio, timesOf, withServer, type Asked } from '../asking.ts'
import { fillTeams } from './nation.ts'
import { QUESTIONS } from './questions.ts'
import { scansIn } from './plans.ts'

const FEW = 10_000
const MANY = Number(process.env['BENCH_TEAMS'] ?? 1_000_000)

export const run = (): Promise<object> =>
  withServer(async (opened, port) => {
    const few = await measure(opened, port, FEW)
    const many = await measure(opened, port, MANY)
    return {
      bench: 'search',
      ratioP95: ratio(many.p95Ms, few.p95Ms),
      ratioP50: ratio(many.p50Ms, few.p50Ms),
      few,
      many,
      cores: availableParallelism(),
      node: process.version,
    }
  })

async function measure(
  { db, reader }: Opened,
  port: number,
  teams: number,
): Promise<Asked & { teams: number }> {
  const begun = performance.now()
  await fillTeams(db, teams)
  console.log(`${teams} teams after ${Math.round((performance.now() - begun) / 1000)} s`)
  // A small table is rightly read from end to end.
  const scans = teams > FEW ? await scansIn(reader) : []
  if (scans.length > 0) throw new Error(`among ${teams}, read from end to end: ${scans.join(', ')}`)
  const measured = { teams, ...(await timesOf(`http://127.0.0.1:${port}/api/v1/teams`, QUESTIONS)) }
  console.log(JSON.stringify(measured))
  return measured
}
