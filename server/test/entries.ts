/** A team that enters hours in the evening of a long day. */
import { makeCrew, type CrewMember } from './crews.ts'
import { admit, openProject, startDoor } from './door.ts'
import type { Client } from './harness.ts'

export const EVENING = '2026-11-24T14:00:00.000Z'
export interface Entered {
  results: { outcome: string; reason: string | null; minutes: number | null }[]
}
export interface Drafts {
  items: {
    hourDraftId: string
    whyNot: { approveHours: string | null }
    volunteerName: string
    minutes: number
  }[]
}
export interface Lines {
  items: {
    hourEntryId: string
    minutes: number
    grade: string
    servedOn: string
    whyNot: Record<string, string | null>
  }[]
  next: string | null
  totals: { creditMinutes: number }
}

export const entryOf = (signupId: string, from: string, to: string, change: object = {}) => ({
  signupId,
  startsAt: `2026-11-24T${from}:00+08:00`,
  endsAt: `2026-11-24T${to}:00+08:00`,
  breakMinutes: 0,
  note: '',
  ...change,
})
export const outcomes = (answer: { body: Entered }) =>
  answer.body.results.map(({ outcome, reason }) => reason ?? outcome)

export async function startLedger() {
  const door = await startDoor()
  const leader = door.team.leader.client

  /** A long day's shift, from eight to ten in the evening, Shanghai time, and people on its roster. */
  async function longDay(count: number) {
    door.server.setNow(EVENING)
    const project = await openProject(door.server, door.team, [
      { startsAt: '2026-11-24T00:00:00Z', endsAt: EVENING },
    ])
    const people = await makeCrew(door.server, count, { team: door.team })
    const ids = await admit(
      door.server,
      { projectId: project.projectId, shiftId: project.shiftIds[0]! },
      people,
    )
    await door.keepSessions()
    return { projectId: project.projectId, shiftId: project.shiftIds[0]!, people, ids }
  }
  const enter = (client: Client, projectId: string, ...entries: object[]) =>
    client.post<Entered>(`/projects/${projectId}/hours`, { entries })
  const approve = (client: Client, ...approvals: object[]) =>
    client.post<Entered>(`/teams/${door.team.teamId}/hour-approvals`, { approvals })
  const drafts = (client: Client) => client.get<Drafts>(`/teams/${door.team.teamId}/hour-drafts?limit=50`)
  const minutesOf = async (person: CrewMember) =>
    (await person.client.get<Lines>('/me/hours')).body.totals.creditMinutes

  return { ...door, leader, longDay, enter, approve, drafts, minutesOf }
}
export type Ledger = Awaited<ReturnType<typeof startLedger>>
