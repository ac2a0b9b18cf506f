/** Transactions, the clock and the audit line: the one way to change anything. */
import type { Actor } from './kernel/actor.ts'
import type { Db, Tx } from './db/handles.ts'
import { writeAuditLines, type Mark } from './db/audit-line.ts'
import { keepAnswer, takeKey, type Replay } from './db/replays.ts'
import type { Vault } from './vault.ts'

/** Everything an action may know about its moment. */
export interface Act {
  tx: Tx
  actor: Actor
  now: Date
  vault: Vault
  /** Names what the deed touched, for the audit trail and for the person concerned. */
  mark(mark: Mark): void
  /** A step after everything else, the audit line included: for rows that everybody wants, so that they are held only for the commit. */
  last(step: () => Promise<void>): void
}
export type Action<Input, Output> = (act: Act, input: Input) => Promise<Output>

/** Who asks, and for which deed (the operationId, which is also the audit entry). */
export interface Caller {
  actor: Actor
  deed: string
  /** Set when the asker gave this ask a key of its own. */
  replay?: Replay
}
export type Perform = <Input, Output>(
  caller: Caller,
  action: Action<Input, Output>,
  input: Input,
) => Promise<Output>
/** Writes the audit line of a read of personal records. */
export type Observe = (caller: Caller, marks: readonly Mark[]) => Promise<void>

const RETRIES = 4
const RETRIABLE = new Set(['40001', '40P01'])

export interface Performer {
  perform: Perform
  observe: Observe
}

export function performWith(db: Db, clock: () => Date, vault: Vault): Performer {
  const attempt = <Input, Output>(caller: Caller, action: Action<Input, Output>, input: Input) =>
    db.transaction().execute(async (tx) => {
      const marks: Mark[] = []
      const lasts: (() => Promise<void>)[] = []
      const now = clock()
      const { replay } = caller
      const before = replay === undefined ? null : await takeKey(tx, vault, replay, now)
      if (before !== null) return before.output as Output
      const act: Act = {
        tx,
        actor: caller.actor,
        now,
        vault,
        mark: (mark) => void marks.push(mark),
        last: (step) => void lasts.push(step),
      }
      const output = await action(act, input)
      await writeAuditLines(tx, { deed: caller.deed, actor: caller.actor, now }, marks)
      if (replay !== undefined) await keepAnswer(tx, vault, replay.keyHash, output)
      for (const step of lasts) await step()
      return output
    })
  return {
    async perform(caller, action, input) {
      for (let tries = 0; ; tries++) {
        try {
          return await attempt(caller, action, input)
        } catch (error) {
          const { code } = error as { code?: unknown }
          if (tries >= RETRIES || typeof code !== 'string' || !RETRIABLE.has(code)) throw error
        }
      }
    },
    observe: (caller, marks) =>
      db
        .transaction()
        .execute((tx) =>
          writeAuditLines(tx, { deed: caller.deed, actor: caller.actor, now: clock() }, marks),
        ),
  }
}

export const systemClock = (): Date => new Date()
