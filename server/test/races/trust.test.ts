/**
 * A team loses its trust while it sends a project: the project is published under the trust that held, or reviewed
 * first, and never published under one that had ended. The control takes the lock away.
 */
import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { performWith, type Perform } from '../../src/act.ts'
import { submitProject, type ProjectStatus } from '../../src/features/projects/index.ts'
import { untrustTeam } from '../../src/features/teams/trusting.actions.ts'
import { GUEST, type Actor } from '../../src/kernel/actor.ts'
import type { ProjectId } from '../../src/kernel/ids.ts'
import { makeCrewTeam, projectForm, type CrewTeam } from '../crews.ts'
import { startTestServer, type TestServer } from '../harness.ts'
import { makeSite, makeStaff } from '../people.ts'
import { checked } from '../teams.ts'
import { allowTrust, prove, TAKES_ADULTS } from '../trusting.ts'

let server: TestServer
let federation: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  federation = await makeCrewTeam(server, { name: '惠州市志愿服务联合会' })
  await allowTrust(server)
})
afterAll(() => server.stop())

const WAIT_MS = 300
type Node = Parameters<KyselyPlugin['transformQuery']>[0]['node']
const readsTrust = (node: Node): boolean =>
  node.kind === 'SelectQueryNode' && JSON.stringify(node.from).includes('"team_trusts"')

interface Sent {
  team: CrewTeam
  projectId: ProjectId
}
async function written(): Promise<Sent> {
  const team = await makeCrewTeam(server, { parent: federation })
  await prove(server, team)
  const county = await makeStaff(server, 'authority_reviewer', '441302')
  checked(await county.client.post(`/teams/${team.teamId}/trust`, { cause: '可靠' }), 204)
  const path = `/teams/${team.teamId}/projects`
  const made = await team.leader.client.post<{ projectId: ProjectId }>(path, projectForm(TAKES_ADULTS))
  return { team, projectId: checked(made, 201).projectId }
}
const leaderOf = ({ leader, teamId, path, name }: CrewTeam): Actor => ({
  ...GUEST,
  accountId: leader.accountId,
  grants: [{ role: 'team_leader', bodyName: name, regionPath: null, teamId, teamPath: path }],
})
const submitting =
  ({ team, projectId }: Sent) =>
  (perform: Perform) =>
    perform({ actor: leaderOf(team), deed: 'submitProject' }, submitProject, { projectId })
const untrusting =
  ({ team }: Sent) =>
  (perform: Perform) =>
    perform({ actor: leaderOf(federation), deed: 'untrustTeam' }, untrustTeam, {
      ...{ teamId: team.teamId, cause: '换了负责人' },
    })

/** Which of the two was done first, as the database has them in order: the deed that ended holds its lock no more. */
async function order({ team, projectId }: Sent, isLocking: boolean): Promise<string[]> {
  const ended: string[] = []
  const reached = Promise.withResolvers<undefined>()
  const otherDone = Promise.withResolvers<undefined>()
  const stopped = new Set<object>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      if (readsTrust(node)) stopped.add(queryId)
      if (isLocking || node.kind !== 'RawNode') return node
      return {
        ...node,
        sqlFragments: node.sqlFragments.map((part) => part.replace('order by team_id for share', '')),
      }
    },
    transformResult: async ({ result, queryId }) => {
      if (stopped.has(queryId)) {
        reached.resolve(undefined)
        const patience = new Promise<void>((resolve) => setTimeout(resolve, WAIT_MS))
        await (isLocking ? Promise.race([otherDone.promise, patience]) : otherDone.promise)
      }
      return result
    },
  }
  const slow = performWith(server.db.withPlugin(plugin), server.now, server.vault)
  const plain = performWith(server.db, server.now, server.vault)
  const sending = submitting({ team, projectId })(slow.perform).then(() => ended.push('published'))
  await Promise.race([reached.promise, sending])
  const ending = untrusting({ team, projectId })(plain.perform).then(() => {
    ended.push('untrusted')
    otherDone.resolve(undefined)
  })
  await Promise.all([sending, ending])
  return ended
}
const statusOf = async (projectId: ProjectId): Promise<ProjectStatus> =>
  (
    await server.reader
      .selectFrom('projects')
      .select('status')
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
  ).status

test('P28, P31: the trust does not end in the middle of a submission', async () => {
  const sent = await written()
  expect(await order(sent, true)).toEqual(['published', 'untrusted'])
  expect(await statusOf(sent.projectId)).toBe('recruiting')
})

test('the control: without the lock it is published after the trust has ended', async () => {
  const sent = await written()
  expect(await order(sent, false)).toEqual(['untrusted', 'published'])
  expect(await statusOf(sent.projectId)).toBe('recruiting')
})

test('side by side, what is published has a check, and what is not has a review', async () => {
  for (let round = 0; round < 5; round++) {
    const sent = await written()
    const { perform } = performWith(server.db, server.now, server.vault)
    await Promise.all([untrusting(sent)(perform), submitting(sent)(perform)])
    const { subjectKind } = await server.reader
      .selectFrom('reviews')
      .select('subjectKind')
      .where('subjectId', '=', sent.projectId)
      .executeTakeFirstOrThrow()
    const kindOf = { recruiting: 'project_check', under_review: 'project' } as Record<string, string>
    expect(subjectKind).toBe(kindOf[await statusOf(sent.projectId)])
  }
})
