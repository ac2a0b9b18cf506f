/**
 * P1: sign-ins a second over HTTP with session, authorization, signature, idempotency, audit and a durable commit, at
 * 512 connections; beside it, in turns on the same machine, an empty POST of the same server and TPC-B on the same PostgreSQL.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase, type Opened } from '../../server/src/db/open.ts'
import { openTpcB, type TpcB } from '../tpcb.ts'
import { buildCity, type City } from './city.ts'
import { answerOf, child, median, type Started } from '../children.ts'
import { CONNECTIONS, type Outcome } from '../lines.ts'
import type { Order } from './load.ts'

const PEOPLE = 90_000
const ROUNDS = 5
const WARM_UPS = 4
/** Long enough that a round's first rush and last stragglers weigh little. */
const SIGN_INS = 8_000
const EMPTY_POSTS = 24_000
const TPCB_SECONDS = 3

export async function run(): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-bench-'))
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const server = child(join(import.meta.dirname, '../server.ts'), dataDir)
  const load = child(join(import.meta.dirname, 'load.ts'))
  try {
    const started = (await answerOf(server)) as Started
    const opened = openDatabase(
      { host: started.host, user: started.user, database: started.database },
      { writers: 2, readers: 1 },
    )
    console.log(`server and database are up; building a city of ${PEOPLE} people`)
    const city = await buildCity(opened.db, PEOPLE)
    const tpcb = await openTpcB(started)
    const report = await measure({ port: started.port, city, opened, load, tpcb })
    await tpcb.end()
    await opened.close()
    return report
  } finally {
    load.kill()
    if (server.connected) {
      server.disconnect()
      await once(server, 'exit')
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Field {
  port: number
  city: City
  opened: Opened
  load: ChildProcess
  tpcb: TpcB
}

async function measure({ port, city, opened, load, tpcb }: Field): Promise<object> {
  let from = 0
  let acknowledged = 0
  const shoot = async (kind: Order['kind'], count: number): Promise<Outcome> => {
    load.send({ kind, port, count, from, city } satisfies Order)
    const outcome = (await answerOf(load)) as Outcome
    if (outcome.wrong.length > 0) throw new Error(`${kind}: ${outcome.wrong.join('; ')}`)
    if (kind === 'signin') {
      from += count
      acknowledged += outcome.right
    }
    return outcome
  }
  for (let round = 1; round <= WARM_UPS; round += 1) {
    await shoot('signin', SIGN_INS)
    await shoot('empty', SIGN_INS)
  }
  const rounds: { signin: Outcome; empty: Outcome; tpcb: number }[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const signin = await shoot('signin', SIGN_INS)
    const empty = await shoot('empty', EMPTY_POSTS)
    const tps = await tpcb.round(TPCB_SECONDS)
    rounds.push({ signin, empty, tpcb: tps })
    console.log(
      `round ${round}: ${signin.perSecond} sign-ins/s (p99 ${signin.p99} ms), ${empty.perSecond} empty POSTs/s, ${tps} TPC-B/s`,
    )
  }
  return reportOf(rounds, { acknowledged, stored: await countStored(opened), tpcbBy: tpcb.by })
}

async function countStored({ db }: Opened): Promise<number> {
  const { rows } = await sql<{ stored: number }>`
    select count(*)::int as stored from scans s join attendances a on a.project_id = s.project_id and a.sign_in_scan_id = s.scan_id
    join open_attendances o on o.attendance_id = a.attendance_id join audit_entries e on e.subject_id = s.scan_id
    where s.verdict = 'signed_in' and a.status = 'open'`.execute(db)
  return rows[0]?.stored ?? 0
}

function reportOf(
  rounds: readonly { signin: Outcome; empty: Outcome; tpcb: number }[],
  facts: { acknowledged: number; stored: number; tpcbBy: string },
): object {
  const signIns = median(rounds.map(({ signin }) => signin.perSecond))
  const ratio = (of: (round: (typeof rounds)[number]) => number): number =>
    Math.round(median(rounds.map((round) => round.signin.perSecond / of(round))) * 100) / 100
  if (facts.stored !== facts.acknowledged)
    throw new Error(`${facts.acknowledged} acknowledged, ${facts.stored} stored`)
  return {
    bench: 'signin',
    ratioToTpcB: ratio((round) => round.tpcb),
    ratioToEmptyPost: ratio((round) => round.empty.perSecond),
    signInsPerSecond: signIns,
    p50Ms: median(rounds.map(({ signin }) => signin.p50)),
    p99Ms: median(rounds.map(({ signin }) => signin.p99)),
    emptyPostsPerSecond: median(rounds.map(({ empty }) => empty.perSecond)),
    tpcbPerSecond: median(rounds.map(({ tpcb }) => tpcb)),
    ...facts,
    connections: CONNECTIONS,
    rounds: rounds.map(({ signin, empty, tpcb }) => [signin.perSecond, empty.perSecond, tpcb]),
    cores: availableParallelism(),
    node: process.version,
  }
}
