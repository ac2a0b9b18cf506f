import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProject } from '../../../test/door.ts'
import {
  at,
  dissolve,
  factsOf,
  noticesOf,
  startDissolving,
  submitted,
  workOf,
  type Dissolving,
} from '../../../test/dissolving.ts'
import type { Client } from '../../../test/harness.ts'
import { makeStaff, makeVolunteer, openReviewOf } from '../../../test/people.ts'
import {
  checked,
  legalPersonForm,
  makeFederation,
  makeMember,
  makeTeam,
  teamForm,
  type TestTeam,
} from '../../../test/teams.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { listDifferences } from '../statistics/index.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let city: TestTeam
let north: TestTeam
let south: TestTeam
let town: Dissolving
beforeAll(async () => {
  town = await startDissolving()
  ;({ city, north, south } = town)
}, 60_000)
afterAll(() => town.server.stop())

describe('E4: those who oversee a team choose who receives', () => {
  test('B3: sub-teams with what hangs on them, and what waits for review here, go to a team beside', async () => {
    const corps = await makeFederation(town.server, {
      regionCode: '441302',
      level: 'corps',
      parentId: city.teamId,
    })
    const below = await makeTeam(town.server, { parent: corps })
    const projectId = await submitted(below)
    const registering = await makeVolunteer(town.server)
    const { teamId: waiting } = checked(
      await registering.client.post<{ teamId: TeamId }>('/teams', teamForm(corps.teamId)),
      201,
    )
    // Under the federation itself they would skip the corps beside, so their own leader cannot do it.
    const own = await factsOf(corps.leader.client, corps)
    expect(own.receivers.map(({ whyNot }) => whyNot.receive)).toEqual(['receiver_unfit'])
    expect((await dissolve(corps.leader.client, corps, city)).code).toBe('receiver_unfit')
    expect((await dissolve(corps.leader.client, corps, south)).code).toBe('parent_only')
    const facts = await factsOf(city.leader.client, corps)
    expect(workOf(facts)).toMatchObject({ sub_teams: 2, reviews_here: 2 })
    expect(facts.receivers.find(({ teamId }) => teamId === south.teamId)?.whyNot.receive).toBeNull()
    expect(checked(await dissolve(city.leader.client, corps, south), 200)).toEqual({ teams: 2, projects: 0 })
    const { path } = await town.rowOf(south.teamId)
    for (const teamId of [below.teamId, waiting]) {
      const row = await town.rowOf(teamId)
      expect(row.parentId).toBe(south.teamId)
      expect(row.path.startsWith(path)).toBe(true)
    }
    expect((await town.projectRow(projectId)).teamPath.startsWith(path)).toBe(true)
    const reviews = [
      `${await openReviewOf(town.server, projectId)}/project`,
      `${await openReviewOf(town.server, waiting)}/team`,
    ]
    for (const review of reviews)
      expect((await south.leader.client.get(`/reviews/${review}`)).status).toBe(200)
    expect((await south.leader.client.get(`/teams/${below.teamId}/members`)).status).toBe(200)
    expect((await below.leader.client.get(`/teams/${below.teamId}/members`)).status).toBe(200)
    expect((await corps.leader.client.get(`/teams/${below.teamId}/members`)).status).toBe(403)
    expect(await noticesOf(below.leader)).toContain('team_moved')
    expect(await noticesOf(corps.leader)).toContain('team_dissolved')
    expect(await listDifferences(town.server.reader)).toEqual([])
  }, 60_000)

  test('a federation at the root does not leave its teams behind; a legal person at the root goes when nothing is open', async () => {
    const root = await makeFederation(town.server, { regionCode: '441303' })
    const below = await makeTeam(town.server, { parent: root, form: { regionCode: '441303001' } })
    expect((await dissolve(root.leader.client, root, null)).code).toBe('root_with_teams')
    expect((await factsOf(root.leader.client, root)).whyNot.dissolveTeam).toBe('root_with_teams')
    checked(await dissolve(root.leader.client, below, root), 200)
    checked(await dissolve(root.leader.client, root, null), 200)
    const founder = await makeVolunteer(town.server)
    const form = await legalPersonForm(town.server, founder.client)
    const { teamId } = checked(await founder.client.post<{ teamId: TeamId }>('/teams', form), 201)
    checked(
      await town.authority.post(`/reviews/${await openReviewOf(town.server, teamId)}/team`, {
        decision: 'approve',
      }),
      200,
    )
    const legal = { teamId, name: form.name }
    const crew = { ...legal, ...(await town.rowOf(teamId)), leader: founder }
    const project = await openProject(town.server, crew, [{ startsAt: at(1, 28), endsAt: at(4, 28) }])
    expect((await dissolve(town.authority, legal, null)).code).toBe('nobody_receives')
    await town.server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', project.projectId)
      .execute()
    checked(await dissolve(town.authority, legal, null), 200)
    expect(checked(await town.server.client().get(`/teams/${teamId}`), 200)).toMatchObject({
      ending: { receiver: null },
    })
  }, 60_000)
})

describe('E6: what is over and goes on', () => {
  test('as long as somebody may still appeal against a no-show, the receiver answers for it', async () => {
    const team = await makeTeam(town.server, { parent: north })
    const person = await makeMember(town.server, team)
    const shift = { startsAt: '2026-09-05T01:00:00Z', endsAt: '2026-09-05T04:00:00Z' }
    const over = await openProject(town.server, await town.crewOf(team), [shift])
    const { projectId } = over
    const signupId = await town.expectedAt(over, person)
    await town.server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', projectId)
      .execute()
    await town.server.db
      .updateTable('signups')
      .set({ status: 'no_show' })
      .where('projectId', '=', projectId)
      .execute()
    const facts = async () => workOf(await factsOf(team.leader.client, team))
    expect(await facts()).toMatchObject({ past_projects: 1 })
    await town.server.db
      .insertInto('absences')
      .values({
        ...{ projectId, signupId, volunteerId: person.volunteerId, state: 'appealed' },
        ...{ decidedAt: town.server.now(), decidedBy: team.leader.accountId, forgetOn: '2027-03-05' },
        ...{ appealUntil: '2026-12-15', appealedAt: town.server.now() },
        ...{
          wordsEnc: town.server.vault.seal('absences.words', '我八点半就到了。'),
          answerDueOn: '2026-12-01',
        },
      })
      .execute()
    expect(await facts()).toMatchObject({ projects_with_open_hours: 1 })
    checked(await dissolve(team.leader.client, team, north), 200)
    expect(await town.projectRow(projectId)).toMatchObject({ teamId: north.teamId, status: 'ended' })
  }, 60_000)
})

describe('E1 to E3: who may, and what must be settled before', () => {
  test('only the leader and those who oversee the team; its staff and its authorities read what would be', async () => {
    const team = await makeTeam(town.server, { parent: north })
    const admin = await town.roleOf(team, 'team_admin')
    const keeper = await town.roleOf(team, 'team_timekeeper')
    const beside = await makeTeam(town.server, { parent: north })
    const viewer = (await makeStaff(town.server, 'authority_viewer', '441302')).client
    const foreign = (await makeStaff(town.server, 'site_admin', '441303')).client
    for (const [who, code] of [
      [admin, 'leader_only'],
      [keeper, 'leader_only'],
      [beside.leader.client, 'not_your_team'],
      [south.leader.client, 'not_your_team'],
      [viewer, 'not_your_region'],
      [foreign, 'not_your_region'],
      [team.leader.client, 'cause_missing'],
      [north.leader.client, 'cause_missing'],
      [town.authority, 'cause_missing'],
    ] as const)
      expect((await dissolve(who, team, north, { cause: '' })).code).toBe(code)
    for (const who of [admin, keeper, viewer, city.leader.client]) await factsOf(who, team)
    expect((await beside.leader.client.get(`/teams/${team.teamId}/dissolution`)).code).toBe('not_your_team')
    expect((await foreign.get(`/teams/${team.teamId}/dissolution`)).code).toBe('not_your_region')
    expect((await dissolve(town.authority, { teamId: NOBODY, name: '' }, null)).code).toBe('team_not_found')
  }, 60_000)

  test('nobody is at the door; a suspended team is not dissolved past those who suspended it; who receives is active', async () => {
    const team = await makeTeam(town.server, { parent: north })
    const { client } = team.leader
    const person = await makeMember(town.server, team)
    const running = await openProject(town.server, await town.crewOf(team), [
      { startsAt: at(1), endsAt: at(4) },
    ])
    const signupId = await town.expectedAt(running, person)
    const attendance = {
      ...{
        projectId: running.projectId,
        attendanceId: crypto.randomUUID(),
        signupId,
        signInScanId: crypto.randomUUID(),
      },
      ...{ shiftId: running.shiftIds[0]!, volunteerId: person.volunteerId, teamId: team.teamId },
      ...{ status: 'open', signedInAt: town.server.now() },
    } as never
    await town.server.db.insertInto('attendances').values(attendance).execute()
    const { projectId, attendanceId, volunteerId, signedInAt } = attendance as Record<string, never>
    await town.server.db
      .insertInto('openAttendances')
      .values({ projectId, attendanceId, volunteerId, signedInAt } as never)
      .execute()
    const facts = await factsOf(client, team)
    expect(facts.work[0]).toEqual({ kind: 'people_at_door', count: 1, fate: 'blocks' })
    expect(facts.whyNot.dissolveTeam).toBe('people_at_door')
    expect((await dissolve(client, team, north)).code).toBe('people_at_door')
    await town.server.db.deleteFrom('openAttendances').execute()
    await town.server.db.deleteFrom('attendances').execute()

    const suspend = (who: Client, teamId: string) => who.post(`/teams/${teamId}/suspend`, { cause: '年检' })
    const resume = (who: Client, teamId: string) => who.post(`/teams/${teamId}/resume`)
    checked(await suspend(town.authority, team.teamId), 200)
    expect((await dissolve(client, team, north)).code).toBe('held_by_others')
    expect((await dissolve(north.leader.client, team, north)).code).toBe('authority_only')
    checked(await resume(town.authority, team.teamId), 200)
    checked(await suspend(city.leader.client, north.teamId), 200)
    expect((await dissolve(north.leader.client, team, north)).code).toBe('held_by_others')
    expect((await dissolve(town.authority, team, north)).code).toBe('receiver_not_active')
    checked(await resume(city.leader.client, north.teamId), 200)
    checked(await suspend(north.leader.client, team.teamId), 200)
    checked(await dissolve(north.leader.client, team, north), 200)
    expect(await town.projectRow(running.projectId)).toMatchObject({
      teamId: north.teamId,
      status: 'running',
    })
    expect(await listDifferences(town.server.reader)).toEqual([])
  }, 60_000)
})
