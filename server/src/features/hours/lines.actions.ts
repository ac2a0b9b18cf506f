/** From credited pieces to ledger lines, and the word to the people whose hours they are. */
import type { Act } from '../../act.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import { notify } from '../notices/index.ts'
import type { Grade, Method, Piece } from './hours.rules.ts'
import type { EntryLine, PostedLine } from './ledger.store.ts'
import type { Activity, Person } from './people.store.ts'

export interface Crediting {
  volunteerId: VolunteerId
  pieces: readonly Piece[]
  method: Method
  grade: Grade
  enteredBy: AccountId
  approvedBy: AccountId | null
  /** Unique to what the hours come from; each piece adds its place to it. */
  source: string
}

export function linesOf(activity: Activity | undefined, crediting: Crediting): EntryLine[] {
  if (activity === undefined) throw new Error('hours without a shift')
  const { startsAt: _, endsAt: __, breakMinutes: ___, ...facts } = activity
  const { pieces, source, ...rest } = crediting
  return pieces.map((piece, i) => ({
    ...facts,
    ...rest,
    ...piece,
    reverses: null,
    cause: null,
    sourceRef: `${source}:${i}`,
  }))
}

/** One word to each person for what one posting credits at one activity. */
export async function tellPosted(
  act: Act,
  lines: readonly PostedLine[],
  people: ReadonlyMap<VolunteerId, Person>,
): Promise<void> {
  const sums = new Map<string, { line: PostedLine; minutes: number }>()
  for (const line of lines) {
    const key = `${line.volunteerId} ${line.projectId}`
    sums.set(key, { line, minutes: (sums.get(key)?.minutes ?? 0) + line.minutes })
  }
  const notices = [...sums.values()].flatMap(({ line, minutes }) => {
    const person = people.get(line.volunteerId)
    const facts = { minutes, activityName: line.activityName, unitName: line.unitName }
    return person === undefined
      ? []
      : [{ accountId: person.accountId, kind: 'hours_posted' as const, facts, link: '/my/hours' as const }]
  })
  await notify(act.tx, notices, act.now)
}
