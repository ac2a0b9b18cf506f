/** What benches of lists share: a server of their own, and the same questions asked over HTTP again and again. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase, type Opened } from '../server/src/db/open.ts'

/** More than the executions after which PostgreSQL may settle on one plan for all values. */
const WARM_UPS = 8
const ROUNDS = 15

export type Question = readonly [name: string, query: string]
export interface Asked {
  p50Ms: number
  p95Ms: number
  /** The median of each question. */
  questions: Record<string, number>
}

interface Started {
  port: number
  host: string
  user: string
  database: string
}

export const asking = (query: Readonly<Record<string, string>>): string =>
  new URLSearchParams(query).toString()

export const share = (values: readonly number[], part: number): number =>
  Math.round(([...values].sort((a, b) => a - b)[Math.floor(values.length * part)] ?? 0) * 100) / 100

export const ratio = (many: number, few: number): number => Math.round((many / few) * 100) / 100

/** On the product's own PostgreSQL, in a folder that goes with it. */
export async function withServer<Result>(
  run: (opened: Opened, port: number) => Promise<Result>,
): Promise<Result> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-bench-'))
  if (process.getuid?.() === 0) chmodSync(dataDir, 0o711)
  const server = fork(join(import.meta.dirname, 'server.ts'), [dataDir])
  try {
    const [{ port, host, user, database }] = (await once(server, 'message')) as [Started]
    const opened = openDatabase({ host, user, database }, { writers: 1, readers: 1 })
    const result = await run(opened, port)
    await opened.close()
    return result
  } finally {
    if (server.connected) {
      server.disconnect()
      await once(server, 'exit')
    }
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

export async function timesOf(list: string, questions: readonly Question[]): Promise<Asked> {
  const times = new Map(questions.map(([name]) => [name, [] as number[]]))
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1)
    for (const [name, query] of questions) {
      const from = performance.now()
      const answer = await fetch(`${list}?${query}`)
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
      if (round >= WARM_UPS) times.get(name)!.push(performance.now() - from)
    }
  const all = [...times.values()].flat()
  return {
    p50Ms: share(all, 0.5),
    p95Ms: share(all, 0.95),
    questions: Object.fromEntries([...times].map(([name, own]) => [name, share(own, 0.5)])),
  }
}
