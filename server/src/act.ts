/** Transactions, the clock and the audit line: the one way to change anything. */
import { SYSTEM, type Actor } from './kernel/actor.ts'
import type { Db, Tx } from './db/handles.ts'
import { writeAuditLines, type Mark } from './db/audit-line.ts'
import { freeKeys, hex, keepAnswers, takeKey, takeKeys, whyNotSameAsk, type Replay } from './db/replays.ts'
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
/** One ask of a crowd that has come for the same deed. */
export interface Ask<Input> {
  caller: Caller
  input: Input
}
/**
 * The same deed of several people in one transaction, each with an answer of its own. An Error as an answer refuses
 * that ask alone: nothing of it is kept, its key neither. Marks name the actor that each of them is of.
 */
export type PerformTogether = <Input, Output>(
  deed: string,
  action: Action<readonly Ask<Input>[], readonly (Output | Error)[]>,
  asks: readonly Ask<Input>[],
) => Promise<(Output | Error)[]>
/** Writes the audit line of a read of personal records. */
export type Observe = (caller: Caller, marks: readonly Mark[]) => Promise<void>

const RETRIES = 4
const RETRIABLE = new Set(['40001', '40P01'])

export interface Performer {
  perform: Perform
  performTogether: PerformTogether
  observe: Observe
}

/** What actions get, and what is written after them. */
function open(tx: Tx, { actor, now, vault }: Pick<Act, 'actor' | 'now' | 'vault'>) {
  const marks: Mark[] = []
  const lasts: (() => Promise<void>)[] = []
  const act: Act = {
    tx,
    actor,
    now,
    vault,
    mark: (mark) => void marks.push(mark),
    last: (step) => void lasts.push(step),
  }
  return { act, marks, lasts }
}

async function retried<Output>(attempt: () => Promise<Output>): Promise<Output> {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      const { code } = error as { code?: unknown }
      if (tries >= RETRIES || typeof code !== 'string' || !RETRIABLE.has(code)) throw error
    }
  }
}

export function performWith(db: Db, clock: () => Date, vault: Vault): Performer {
  const attempt = <Input, Output>(caller: Caller, action: Action<Input, Output>, input: Input) =>
    db.transaction().execute(async (tx) => {
      const now = clock()
      const { actor, deed, replay } = caller
      const before = replay === undefined ? null : await takeKey(tx, vault, replay, now)
      if (before !== null) return before.output as Output
      const { act, marks, lasts } = open(tx, { actor, now, vault })
      const output = await action(act, input)
      await writeAuditLines(tx, { deed, actor, now }, marks)
      if (replay !== undefined) await keepAnswers(tx, vault, [{ keyHash: replay.keyHash, output }])
      for (const step of lasts) await step()
      return output
    })

  const attemptTogether: PerformTogether = (deed, action, asks) =>
    db.transaction().execute(async (tx) => {
      const now = clock()
      const { act, marks, lasts } = open(tx, { actor: SYSTEM, now, vault })
      const known = await takeKeys(
        tx,
        vault,
        asks.map(({ caller }) => caller.replay),
        now,
      )
      const fresh = asks.filter((_, i) => known[i] === null)
      const outputs = fresh.length === 0 ? [] : await action(act, fresh)
      // A crowd of which nobody was heard has done nothing.
      if (marks.length > 0) await writeAuditLines(tx, { deed, actor: SYSTEM, now }, marks)
      await settleKeys(tx, vault, fresh, outputs)
      for (const step of lasts) await step()
      let next = 0
      return known.map((answer) => {
        if (answer === null) return outputs[next++]!
        return answer instanceof Error ? answer : (answer.output as (typeof outputs)[number])
      })
    })

  return {
    perform: (caller, action, input) => retried(() => attempt(caller, action, input)),
    performTogether: (deed, action, asks) =>
      onceForEachKey(asks, (once) => retried(() => attemptTogether(deed, action, once))),
    observe: (caller, marks) =>
      db
        .transaction()
        .execute((tx) =>
          writeAuditLines(tx, { deed: caller.deed, actor: caller.actor, now: clock() }, marks),
        ),
  }
}

/** An ask that has come twice into one crowd is put once, and both are told the same. */
async function onceForEachKey<Input, Output>(
  asks: readonly Ask<Input>[],
  run: (once: readonly Ask<Input>[]) => Promise<(Output | Error)[]>,
): Promise<(Output | Error)[]> {
  const firsts = new Map<string, Ask<Input>>()
  const firstOf = (ask: Ask<Input>): Ask<Input> => {
    const { replay } = ask.caller
    return replay === undefined ? ask : (firsts.get(hex(replay)) ?? ask)
  }
  const once = asks.filter((ask) => {
    const { replay } = ask.caller
    if (replay === undefined) return true
    if (firsts.has(hex(replay))) return false
    firsts.set(hex(replay), ask)
    return true
  })
  const answers = new Map((await run(once)).map((answer, i) => [once[i], answer]))
  return asks.map((ask) => {
    const first = firstOf(ask)
    const differs = first === ask ? null : whyNotSameAsk(first.caller.replay!, ask.caller.replay!)
    return differs ?? answers.get(first)!
  })
}

/** What was answered is kept under its key; what was refused frees it, as a single deed does by going back. */
async function settleKeys(
  tx: Tx,
  vault: Vault,
  asks: readonly Ask<unknown>[],
  outputs: readonly unknown[],
): Promise<void> {
  const kept = asks.flatMap(({ caller: { replay } }, i) =>
    replay === undefined ? [] : [{ keyHash: replay.keyHash, output: outputs[i] }],
  )
  await keepAnswers(
    tx,
    vault,
    kept.filter(({ output }) => !(output instanceof Error)),
  )
  await freeKeys(
    tx,
    kept.flatMap(({ keyHash, output }) => (output instanceof Error ? [keyHash] : [])),
  )
}

export const systemClock = (): Date => new Date()
