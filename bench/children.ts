/** The processes of a bench: the server and the crowd each have one of their own, and answer in messages. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** What the server tells once it is up. */
export interface Started {
  port: number
  host: string
  user: string
  database: string
}

export const child = (file: string, ...args: string[]): ChildProcess => fork(file, args)

/** The next word of a child; one that ends without it ends the bench. */
export async function answerOf(from: ChildProcess): Promise<unknown> {
  const ended = new AbortController()
  const end = (): void => {
    ended.abort()
  }
  from.once('exit', end)
  const [answer] = (await once(from, 'message', { signal: ended.signal })) as unknown[]
  from.off('exit', end)
  return answer
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
