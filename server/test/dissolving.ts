/** A city with two corps whose teams end, and short words for what that takes. */
import { projectForm } from './crews.ts'
import { admit } from './door.ts'
import { startTestServer, type Client } from './harness.ts'
import { makeSite, makeStaff, type TestVolunteer } from './people.ts'
import { checked, makeFederation, makeMember, staffClient, type TestTeam } from './teams.ts'
import type { ProjectId, ShiftId, TeamId } from '../src/kernel/ids.ts'

export const CAUSE = '队员多已搬走'

interface Facts {
  work: { kind: string; count: number; fate: string }[]
  needsReceiver: boolean
  receivers: { teamId: string; isAbove: boolean; whyNot: { receive: string | null; name: string | null } }[]
  whyNot: { dissolveTeam: string | null }
}
export const factsOf = async (who: Client, { teamId }: { teamId: string }): Promise<Facts> =>
  checked(await who.get<Facts>(`/teams/${teamId}/dissolution`), 200)
export const workOf = ({ work }: Facts): Record<string, number> =>
  Object.fromEntries(work.map(({ kind, count }) => [kind, count]))
export const dissolve = (
  who: Client,
  team: { teamId: string; name: string },
  receiver: { teamId: string } | null,
  said: { cause?: string; name?: string } = {},
) =>
  who.post<{ teams: number; projects: number }>(`/teams/${team.teamId}/dissolve`, {
    receiverId: receiver?.teamId ?? null,
    cause: CAUSE,
    name: team.name,
    ...said,
  })
export const noticesOf = async ({ client }: { client: Client }): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map((notice) => notice.kind)
export async function draftOf({ teamId, leader }: TestTeam): Promise<ProjectId> {
  const made = await leader.client.post<{ projectId: ProjectId }>(`/teams/${teamId}/projects`, projectForm())
  return checked(made, 201).projectId
}
export async function submitted(team: TestTeam): Promise<ProjectId> {
  const projectId = await draftOf(team)
  checked(await team.leader.client.post(`/projects/${projectId}/submit`), 200)
  return projectId
}
export const at = (hour: number, day = 24): string =>
  `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00.000Z`

export async function startDissolving() {
  const server = await startTestServer()
  await makeSite(server)
  const city = await makeFederation(server)
  const corps = { regionCode: '441302', level: 'corps', parentId: city.teamId } as const
  const north = await makeFederation(server, corps)
  const south = await makeFederation(server, corps)
  const authority = (await makeStaff(server, 'authority_reviewer', '441302')).client
  const rowOf = (teamId: TeamId) =>
    server.reader
      .selectFrom('teams')
      .select(['path', 'parentId', 'status', 'regionPath', 'memberCount'])
      .where('teamId', '=', teamId)
      .executeTakeFirstOrThrow()
  return {
    ...{ server, city, north, south, authority, corps, rowOf },
    projectRow: (projectId: ProjectId) =>
      server.reader
        .selectFrom('projects')
        .select(['teamId', 'teamPath', 'status'])
        .where('projectId', '=', projectId)
        .executeTakeFirstOrThrow(),
    /** As openProject wants a team. */
    async crewOf({ teamId, name, leader }: TestTeam) {
      const { path, regionPath } = await rowOf(teamId)
      return { teamId, name, path, regionPath, leader }
    },
    async roleOf(team: TestTeam, role: 'team_admin' | 'team_timekeeper'): Promise<Client> {
      const { volunteerId, accountId } = await makeMember(server, team)
      checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, { volunteerId, role }), 201)
      return staffClient(server, accountId)
    },
    /** Somebody on the roster, as an approved project leaves it. */
    async expectedAt(
      { projectId, shiftIds }: { projectId: ProjectId; shiftIds: ShiftId[] },
      person: TestVolunteer,
    ) {
      const [signupId] = await admit(server, { projectId, shiftId: shiftIds[0]! }, [person])
      return signupId!
    },
  }
}
export type Dissolving = Awaited<ReturnType<typeof startDissolving>>
