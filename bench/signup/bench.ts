/**
 * P2: one wanted position. A crowd signs up over HTTP at 512 connections, decided together, and beside it, in turns on
 * the same machine, by the same deed in a transaction for each ask. Last the great rush: 60,000 people for 5,000 places.
 */
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../server/src/db/open.ts'
import type { Db } from '../../server/src/db/handles.ts'
import { answerOf, child, median, type Started } from '../children.ts'
import { CONNECTIONS, type Outcome } from '../lines.ts'
import type { Order } from './load.ts'
import { buildTown, publish, settledOf } from './town.ts'

const PEOPLE = 60_000
const PLACES = 5_000
const ROUNDS = 5
/** A round has the share of places of the great rush. */
const CROWD = 3_000
/** So many are enough to know how many get through in a second one by one. */
const CROWD_OF_EACH = 384
const SHARE = PLACES / PEOPLE

export async function run(): Promise<object> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-bench-'))
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const server = child(join(import.meta.dirname, '../server.ts'), dataDir)
  const load = child(join(import.meta.dirname, 'load.ts'))
  try {
    const started = (await answerOf(server)) as Started
    const { host, user, database } = started
    const opened = openDatabase({ host, user, database }, { writers: 2, readers: 1 })
    console.log(`server and database are up; building a town of ${PEOPLE} people`)
    await buildTown(opened.db, PEOPLE)
    const report = await measure(opened.db, started.port, load)
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

async function measure(db: Db, port: number, load: ChildProcess): Promise<object> {
  let project = 0
  const shoot = async (way: Order['way'], people: number): Promise<Outcome> => {
    const places = people * SHARE
    project += 1
    await publish(db, project, places)
    load.send({ port, way, project, people } satisfies Order)
    const outcome = (await answerOf(load)) as Outcome
    if (outcome.wrong.length > 0) throw new Error(`${way}: ${outcome.wrong.join('; ')}`)
    const settled = await settledOf(db, project)
    const right = { admitted: places, waiting: people - places, outOfOrder: 0, overtaken: 0 }
    const isRight =
      way === 'together'
        ? JSON.stringify(settled) === JSON.stringify(right)
        : settled.admitted === places && settled.waiting === people - places
    if (!isRight) throw new Error(`${way}: ${JSON.stringify(settled)} instead of ${JSON.stringify(right)}`)
    return outcome
  }
  await shoot('together', CROWD)
  await shoot('each', CROWD_OF_EACH)
  const rounds: { together: Outcome; each: Outcome }[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    const together = await shoot('together', CROWD)
    const each = await shoot('each', CROWD_OF_EACH)
    rounds.push({ together, each })
    console.log(
      `round ${round}: ${together.perSecond}/s together (p99 ${together.p99} ms), ${each.perSecond}/s one by one (p99 ${each.p99} ms)`,
    )
  }
  const rush = await shoot('together', PEOPLE)
  console.log(`${PEOPLE} people for ${PLACES} places: ${rush.perSecond}/s, p99 ${rush.p99} ms`)
  return {
    bench: 'signup',
    ratioToOneByOne:
      Math.round(median(rounds.map(({ together, each }) => together.perSecond / each.perSecond)) * 100) / 100,
    togetherPerSecond: median(rounds.map(({ together }) => together.perSecond)),
    oneByOnePerSecond: median(rounds.map(({ each }) => each.perSecond)),
    rush: { people: PEOPLE, places: PLACES, perSecond: rush.perSecond, p50: rush.p50, p99: rush.p99 },
    connections: CONNECTIONS,
    rounds: rounds.map(({ together, each }) => [together.perSecond, each.perSecond]),
    cores: availableParallelism(),
    node: process.version,
  }
}
