/**
 * P5: finding a team among a million as among ten thousand: pieces of names, pinyin, initials, alone and within a region
 * or a category, page after page, and nearby. The same questions over HTTP to the same server, on the product's own PostgreSQL.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Opened } from '../../server/src/db/open.ts'
import { fillTeams } from './nation.ts'
import { QUESTIONS } from './questions.ts'
import { scansIn } from './plans.ts'

const FEW = 10_000
const MANY = Number(process.env['BENCH_TEAMS'] ?? 1_000_000)
/** More than the executions after which PostgreSQL may settle on one plan for all values. */
const WARM_UPS = 8
const ROUNDS = 15

interface Started {
  port: number
  host: string
  user: string
  database: string
}
interface Measured {
  teams: number
  p50Ms: number
  p95Ms: number
  /** The median of each question. */
  questions: Record<string, number>
}

const share = (values: readonly number[], part: number): number =>
  Math.round(([...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0) * 100) / 100

export async function run(): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-bench-'))
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const server = fork(join(import.meta.dirname, '../server.ts'), [dataDir])
  try {
    const [started] = (await once(server, 'message')) as [Started]
    const { host, user, database } = started
    const opened = openDatabase({ host, user, database }, { writers: 1, readers: 1 })
    const few = await measure(opened, started.port, FEW)
    const many = await measure(opened, started.port, MANY)
    await opened.close()
    return {
      bench: 'search',
      ratioP95: Math.round((many.p95Ms / few.p95Ms) * 100) / 100,
      ratioP50: Math.round((many.p50Ms / few.p50Ms) * 100) / 100,
      few,
      many,
      cores: availableParallelism(),
      node: process.version,
    }
  } finally {
    if (server.connected) {
      server.disconnect()
      await once(server, 'exit')
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function measure({ db, reader }: Opened, port: number, teams: number): Promise<Measured> {
  const begun = performance.now()
  await fillTeams(db, teams)
  console.log(`${teams} teams after ${Math.round((performance.now() - begun) / 1000)} s`)
  // A small table is rightly read from end to end.
  const scans = teams > FEW ? await scansIn(reader) : []
  if (scans.length > 0) throw new Error(`among ${teams}, read from end to end: ${scans.join(', ')}`)
  const times = new Map(QUESTIONS.map(([name]) => [name, [] as number[]]))
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1)
    for (const [name, query] of QUESTIONS) {
      const from = performance.now()
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/teams?${query}`)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
      if (round >= WARM_UPS) times.get(name)!.push(performance.now() - from)
    }
  const all = [...times.values()].flat()
  const measured = {
    teams,
    p50Ms: share(all, 0.5),
    p95Ms: share(all, 0.95),
    questions: Object.fromEntries([...times].map(([name, own]) => [name, share(own, 0.5)])),
  }
  console.log(JSON.stringify(measured))
  return measured
}
