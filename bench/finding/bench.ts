/**
 * P5 and P6 for projects: finding one among a million as among ten thousand, by words and kinds in the orders of the list,
 * and nearby. The same questions over HTTP to the same server, on the product's own PostgreSQL.
 */
import { availableParallelism } from 'node:os'
import type { Opened } from '../../server/src/db/open.ts'
import { fillProjects } from '../../server/test/many-projects.ts'
import { ratio, timesOf, withServer, type Asked } from '../asking.ts'
import { scansIn } from './plans.ts'
import { LISTS, NEARBY } from './questions.ts'

const FEW = 10_000
const MANY = Number(process.env['BENCH_PROJECTS'] ?? 1_000_000)

interface Measured {
  projects: number
  lists: Asked
  nearby: Asked
}

export const run = (): Promise<object> =>
  withServer(async (opened, port) => {
    const few = await measure(opened, port, FEW)
    const many = await measure(opened, port, MANY)
    return {
      bench: 'finding',
      p5: {
        ratioP95: ratio(many.lists.p95Ms, few.lists.p95Ms),
        ratioP50: ratio(many.lists.p50Ms, few.lists.p50Ms),
      },
      p6: {
        ratioP95: ratio(many.nearby.p95Ms, few.nearby.p95Ms),
        ratioP50: ratio(many.nearby.p50Ms, few.nearby.p50Ms),
      },
      few,
      many,
      cores: availableParallelism(),
      node: process.version,
    }
  })

async function measure({ db, reader }: Opened, port: number, projects: number): Promise<Measured> {
  const begun = performance.now()
  await fillProjects(db, projects)
  console.log(`${projects} projects after ${Math.round((performance.now() - begun) / 1000)} s`)
  // A small table is rightly read from end to end.
  const scans = projects > FEW ? await scansIn(reader) : []
  if (scans.length > 0) throw new Error(`among ${projects}, read from end to end: ${scans.join(', ')}`)
  const list = `http://127.0.0.1:${port}/api/v1/projects`
  const measured = { projects, lists: await timesOf(list, LISTS), nearby: await timesOf(list, NEARBY) }
  console.log(JSON.stringify(measured))
  return measured
}
