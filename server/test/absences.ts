/** A shift after which some have not come, for tests of what follows. */
import type { SignupId } from '../src/kernel/ids.ts'
import type { Door, Guest } from './door.ts'
import type { Client } from './harness.ts'

/** The shift of `withPeople` ends on 24 November at noon; nobody is scanned there after four in the afternoon. */
export const SHUT = '2026-11-24T08:00:00Z'
export const at = (day: string): string => `${day}T02:00:00Z`

export interface ListedAbsence {
  signupId: SignupId
  status: string
  absence: { state: string; note: string; words: string | null; answerDueOn: string | null } | null
  whyNot: Record<'noShow' | 'excused' | 'undo' | 'answer' | 'uphold', string | null>
}
export interface AbsencePage {
  items: ListedAbsence[]
  counts: { undecided: number; noShow: number; excused: number; appealed: number }
}
export interface MyAbsence {
  signupId: SignupId
  state: string
  note: string
  words: string | null
  appealUntil: string
  answerDueOn: string | null
  answer: string | null
  raiseUntil: string | null
  finalDueOn: string | null
  settlement: string | null
  forgetOn: string
  isCounted: boolean
  whyNot: { appealNoShow: string | null; raiseNoShowAppeal: string | null }
}
export interface Result {
  signupId: SignupId
  outcome: string
  reason: string | null
}

export const decide = (
  client: Client,
  projectId: string,
  ...decisions: { signupId: string; verdict: 'no_show' | 'excused'; note?: string }[]
) => client.post<{ results: Result[] }>(`/projects/${projectId}/absences`, { decisions })
export const mark = (client: Client, projectId: string, signupId: string, note = '') =>
  decide(client, projectId, { signupId, verdict: 'no_show', note })
export const rosterOf = async (client: Client, projectId: string, part = 'undecided') =>
  (await client.get<AbsencePage>(`/projects/${projectId}/absences?part=${part}`)).body
export const minesOf = async (client: Client): Promise<MyAbsence[]> =>
  (await client.get<{ items: MyAbsence[] }>('/me/absences')).body.items
export const WORDS = '我八点半就到了，门口人多没有扫上。'
export const appeal = ({ client }: Pick<Guest, 'client'>, signupId: string, words = WORDS) =>
  client.post<{ answerDueOn: string }>(`/me/absences/${signupId}/appeal`, { words })
export const answer = (client: Client, projectId: string, signupId: string, accepts: boolean, reason = '') =>
  client.post<{ outcome: string }>(`/projects/${projectId}/absences/${signupId}/answer`, { accepts, reason })
export const raise = ({ client }: Pick<Guest, 'client'>, signupId: string) =>
  client.post<{ finalDueOn: string }>(`/me/absences/${signupId}/raise`)

/** A shift at whose end nobody had come; the first of its people is marked when asked for. */
export async function missedBy(door: Door, count = 1) {
  door.server.setNow('2026-11-24T01:00:00Z')
  const made = await door.withPeople(count)
  await door.keepSessions()
  door.server.setNow(SHUT)
  return made
}
export const statusOf = async (door: Door, signupId: SignupId): Promise<string> =>
  (
    await door.server.reader
      .selectFrom('signups')
      .select('status')
      .where('signupId', '=', signupId)
      .executeTakeFirstOrThrow()
  ).status
