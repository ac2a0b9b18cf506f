/** Signing up as the tests do it over HTTP, and what a project's page then says. */
import type { SignupId } from '../src/kernel/ids.ts'
import type { PublishedProject } from './crews.ts'
import type { Client, TestServer } from './harness.ts'

interface ProjectPage {
  contactPhone: string | null
  positions: {
    shifts: {
      shiftId: string
      admitted: number
      waits: boolean
      mine: object | null
      whyNot: { signUp: string | null; facts?: object }
    }[]
  }[]
}
export const signUp = (
  client: Client,
  project: PublishedProject,
  {
    shift = 0,
    ...change
  }: {
    shift?: number
    riskAccepted?: boolean
    code?: string
    declaresQualified?: boolean
    guardianPresent?: boolean
    startsAt?: string
  } = {},
) =>
  client.post<{ signupId: SignupId; status: string; position: number | null }>(
    `/projects/${project.projectId}/signups`,
    {
      shiftId: project.shiftIds[shift],
      riskAccepted: true,
      ...change,
    },
  )
export const pageOf = async (client: Client, project: PublishedProject) =>
  (await client.get<ProjectPage>(`/projects/${project.projectId}`)).body
export const shiftOf = async (client: Client, project: PublishedProject, shift = 0) =>
  (await pageOf(client, project)).positions
    .flatMap((position) => position.shifts)
    .find((s) => s.shiftId === project.shiftIds[shift])!
export const admittedAt = async (
  server: TestServer,
  { projectId, shiftIds }: PublishedProject,
  shift = 0,
): Promise<number> =>
  (
    await server.reader
      .selectFrom('shifts')
      .select('admittedCount')
      .where('projectId', '=', projectId)
      .where('shiftId', '=', shiftIds[shift]!)
      .executeTakeFirstOrThrow()
  ).admittedCount
export const noticesOf = async (client: Client) =>
  (await client.get<{ items: { kind: string; facts: Record<string, unknown> }[] }>('/me/notices')).body.items

export async function placesOf(
  server: Pick<TestServer, 'reader'>,
  { projectId, shiftIds }: PublishedProject,
  shift = 0,
) {
  const row = await server.reader
    .selectFrom('shifts')
    .select(['admittedCount', 'heldCount', 'waitingCount'])
    .where('projectId', '=', projectId)
    .where('shiftId', '=', shiftIds[shift]!)
    .executeTakeFirstOrThrow()
  return { admitted: row.admittedCount, held: row.heldCount, waiting: row.waitingCount }
}
