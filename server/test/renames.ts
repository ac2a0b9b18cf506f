/** Renamings for tests: a city with its federation, an office of a county, and teams to be renamed. */
import type { Client, TestServer } from './harness.ts'
import type { TestAccount } from './accounts.ts'
import { makeSite, makeStaff } from './people.ts'
import { checked, makeFederation, makeTeam, type TestTeam } from './teams.ts'
import type { TeamId } from '../src/kernel/ids.ts'

export interface Row {
  row: number
  teamId: TeamId | null
  oldName: string | null
  newName: string
  problem: string | null
  status: string
  advice: { convention: string; missing: string[] } | null
}
export interface Proposed {
  renameBatchId: string
  reviewId: string
  dueOn: string
  reviewerName: string
  rows: number
}
export interface Batch {
  renameBatchId: string
  title: string
  status: string
  rows: number
  renamed: number
  reason: string | null
  dueOn: string | null
  reviewerTeamName: string | null
}

/** What the tests of renaming ask, each on its own server. */
export async function startRenaming(server: TestServer) {
  await makeSite(server)
  const city: TestTeam = await makeFederation(server, { name: '惠州市志愿服务联合会' })
  const office: TestAccount = await makeStaff(server, 'authority_reviewer', '441302')
  let serial = 0
  const named = (): string => `惠城区第${String((serial += 1))}小组志愿服务队`
  const makeOne = (name = named(), form: object = {}): Promise<TestTeam> =>
    makeTeam(server, { parent: city, form: { name, ...form } })
  const check = (rows: object[], client: Client = office.client, to: object = { region: '441302' }) =>
    client.post<{ rows: Row[]; reviewerName: string }>('/renames/check', { ...to, rows })
  const propose = (rows: object[], client: Client = office.client, to: object = { region: '441302' }) =>
    client.post<Proposed>('/renames', { ...to, rows })
  const decide = (reviewId: string, body: object, client: Client = city.leader.client) =>
    client.post<{ outcome: string; renamed: number }>(`/reviews/${reviewId}/renames`, body)
  const proposed = async (...rows: [TestTeam, string][]): Promise<Proposed> =>
    checked(await propose(rows.map(([team, newName]) => ({ team: team.teamNumber, newName }))), 201)
  const nameOf = async ({ teamId }: TestTeam): Promise<string> =>
    checked(await server.client().get<{ name: string }>(`/teams/${teamId}`), 200).name
  const found = async (q: string): Promise<{ name: string; formerName: string | null }[]> =>
    checked(
      await server
        .client()
        .get<{ items: { name: string; formerName: string | null }[] }>(`/teams?q=${encodeURIComponent(q)}`),
      200,
    ).items.map(({ name, formerName }) => ({ name, formerName }))
  return { city, office, makeOne, check, propose, decide, proposed, nameOf, found }
}
