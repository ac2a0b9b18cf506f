/** People with hours and proofs, on the door of a team. */
import { makeCrew, type CrewMember } from './crews.ts'
import { admit, openProject, startDoor } from './door.ts'
import type { Client } from './harness.ts'
import { makeSite } from './people.ts'

export interface Issued {
  proofId: string
  proofNumber: string
  secret: string
  verifyPath: string
  totalMinutes: number
}
export interface Line {
  hourEntryId: string
  minutes: number
  reversedBy: string | null
}
export const YEAR = { from: '2026-01-01', to: '2026-12-31' }

/** A team on a site, in the evening of a day on which it can enter hours. */
export async function startProofs() {
  const door = await startDoor()
  const leader = door.team.leader.client
  await makeSite(door.server)
  door.server.setNow('2026-11-24T14:00:00.000Z')
  await door.keepSessions()

  /** Somebody to whom the team has credited so many stretches of twenty minutes. */
  async function served(stretches = 1): Promise<CrewMember> {
    const [person] = await makeCrew(door.server, 1, { team: door.team })
    const project = await openProject(door.server, door.team, [
      { startsAt: '2026-11-24T00:00:00Z', endsAt: '2026-11-24T14:00:00Z' },
    ])
    const [signupId] = await admit(
      door.server,
      { projectId: project.projectId, shiftId: project.shiftIds[0]! },
      [person!],
    )
    const at = (i: number) => new Date(Date.parse('2026-11-24T00:00:00Z') + i * 20 * 60_000).toISOString()
    const entries = Array.from({ length: stretches }, (_, i) => ({
      signupId,
      startsAt: at(i),
      endsAt: at(i + 1),
      breakMinutes: 0,
      note: '',
    }))
    await leader.post(`/projects/${project.projectId}/hours`, { entries })
    return person!
  }
  const issue = (person: CrewMember, period: object = YEAR) =>
    person.client.post<Issued>('/me/proofs', period)
  const check = (proofNumber: string, secret: string) =>
    door.server
      .client()
      .get<Record<string, unknown>>(
        `/proofs/${encodeURIComponent(proofNumber)}?secret=${encodeURIComponent(secret)}`,
      )
  const linesOf = async (person: CrewMember) =>
    (await person.client.get<{ items: Line[] }>('/me/hours?limit=50')).body.items
  const reverse = (client: Client, person: CrewMember, hourEntryId: string, cause = '登记错了日期') =>
    client.post<{ reversalId: string; supersededProofs: number }>(
      `/hours/${person.volunteerId}/${hourEntryId}/reverse`,
      { cause },
    )

  return { ...door, leader, served, issue, check, linesOf, reverse }
}
export type Proofs = Awaited<ReturnType<typeof startProofs>>
