/** Services that were rendered, for tests of what both sides think of them. */
import { vi } from 'vitest'
import pg from 'pg'
import type { ProjectId, SignupId, VolunteerId } from '../src/kernel/ids.ts'
import { makeCrew, type CrewMember, type CrewTeam } from './crews.ts'
import { admit, openProject } from './door.ts'
import type { Client, TestServer } from './harness.ts'
import { enlisted } from './parties.ts'
import { checked } from './teams.ts'

/** Yesterday by the clock of the tests, from nine to noon in Shanghai. */
export const YESTERDAY = { startsAt: '2026-11-23T01:00:00.000Z', endsAt: '2026-11-23T04:00:00.000Z' }
export const LATER = (days: number): Date => new Date(Date.parse('2026-11-24T02:00:00Z') + days * 86_400_000)

/** The door saw them come and go, and nobody has entered hours yet. */
export async function seen(
  server: TestServer,
  { projectId, signupIds }: { projectId: ProjectId; signupIds: readonly SignupId[] },
): Promise<void> {
  for (const signupId of signupIds) {
    const signup = await server.reader
      .selectFrom('signups')
      .select(['shiftId', 'volunteerId', 'teamId', 'startsAt', 'endsAt'])
      .where('signupId', '=', signupId)
      .executeTakeFirstOrThrow()
    const { startsAt, endsAt, ...who } = signup
    const scan = crypto.randomUUID()
    await server.db
      .insertInto('attendances')
      .values({
        ...{ projectId, signupId, ...who, attendanceId: crypto.randomUUID() as never, status: 'closed' },
        ...{ signedInAt: startsAt, signedOutAt: endsAt, signInScanId: scan as never },
      })
      .execute()
    await server.db
      .updateTable('signups')
      .set({ status: 'served' })
      .where('signupId', '=', signupId)
      .execute()
  }
}

export interface Served {
  projectId: ProjectId
  team: CrewTeam
  /** Leads the team, and is a volunteer. */
  leader: CrewMember
  people: CrewMember[]
  signupIds: SignupId[]
}
/** A project of yesterday that is over, at which so many people served. */
export async function serve(
  server: TestServer,
  team: CrewTeam,
  count: number,
  shift: { startsAt: string; endsAt: string } = YESTERDAY,
): Promise<Served> {
  const { projectId, shiftIds } = await openProject(server, team, [shift], { status: 'closed' })
  const people = await makeCrew(server, count, { team })
  const signupIds = await admit(server, { projectId, shiftId: shiftIds[0]! }, people)
  await seen(server, { projectId, signupIds })
  const leader = await enlisted(server, team, 'team_leader')
  await keepSessions(server)
  return { projectId, team, people, signupIds, leader }
}

export const SCORES = { punctuality: 5, attitude: 4, skill: 3 }
export const THOUGHT = { training: 4, teamwork: 5, planKept: 3 }
export interface Outcome {
  results: { volunteerId: VolunteerId; outcome: string; reason: string | null }[]
}
export const ratePeople = (
  client: Client,
  projectId: ProjectId,
  people: readonly { volunteerId: VolunteerId }[],
  change: { scores?: object; words?: string } = {},
) =>
  client.post<Outcome>(`/projects/${projectId}/evaluations/volunteers`, {
    ratings: people.map(({ volunteerId }) => ({ volunteerId, scores: SCORES, words: '', ...change })),
  })
export const rateIt = (
  { client }: { client: Client },
  projectId: ProjectId,
  change: { scores?: object; words?: string } = {},
) =>
  client.post<{ outcome: string }>(`/projects/${projectId}/evaluation`, {
    scores: THOUGHT,
    words: '',
    ...change,
  })
export interface Mine {
  mine: { scores: object; words: string; changedAt: string | null; hiddenBecause: string | null } | null
  theirs: { scores: object; words: string } | null
  closesAt: string
  whyNot: { rateProject: string | null }
}
export const mineOf = async ({ client }: { client: Client }, projectId: ProjectId): Promise<Mine> =>
  checked(await client.get<Mine>(`/me/evaluations/${projectId}`), 200)

/** Sessions die of idleness while a test moves the clock by days. */
export const keepSessions = (server: TestServer) =>
  server.db
    .updateTable('sessions')
    .set({ expiresAt: new Date('2099-01-01') })
    .execute()

/** How often the database is asked, beyond what signing in asks of it. */
export async function statementsOf(client: Client, path: string): Promise<number> {
  const connect = vi.spyOn(pg.Pool.prototype, 'connect')
  try {
    await client.get('/me/notices?limit=0')
    const signingIn = connect.mock.calls.length
    await client.get(path)
    return connect.mock.calls.length - 2 * signingIn
  } finally {
    connect.mockRestore()
  }
}
