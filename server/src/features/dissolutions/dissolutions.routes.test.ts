import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openProject } from '../../../test/door.ts'
import { projectForm } from '../../../test/crews.ts'
import {
  at,
  CAUSE,
  dissolve,
  draftOf,
  factsOf,
  noticesOf,
  startDissolving,
  submitted,
  workOf,
  type Dissolving,
} from '../../../test/dissolving.ts'
import { deliver, invite, mine } from '../../../test/invitations.ts'
import { makeVolunteer, openReviewOf } from '../../../test/people.ts'
import { YEAR, type Issued } from '../../../test/proofs.ts'
import { checked, makeMember, makeTeam, requestedBy, type TestTeam } from '../../../test/teams.ts'
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

describe('E5 to E9: a leader dissolves their team', () => {
  test('B3: what is open goes to the team above, what is its own ends, what it did stays', async () => {
    const team = await makeTeam(town.server, { parent: north })
    const { client } = team.leader
    const teamPath = `/teams/${team.teamId}`
    const keeper = await town.roleOf(team, 'team_timekeeper')
    const member = await makeMember(town.server, team)
    const asking = await makeVolunteer(town.server)
    await requestedBy(asking, team)
    const invited = await makeVolunteer(town.server)
    checked(await invite(client, team.teamId, invited), 200)
    await deliver(town.server)
    checked(await client.post(`${teamPath}/moves`, { parentId: south.teamId, reason: '调整' }), 201)
    checked(await client.post(`${teamPath}/leader-proposals`, { volunteerId: member.volunteerId }), 201)
    const renaming = { teamId: team.teamId, rows: [{ team: '', newName: `${team.name.slice(0, 12)}新队` }] }
    const { renameBatchId } = checked(await client.post<{ renameBatchId: string }>('/renames', renaming), 201)
    const change = { field: 'address', value: '东湖路 2 号' }
    const asked = checked(await client.post<{ reviewId: string }>(`${teamPath}/changes`, change), 201)
    const renameReview = await openReviewOf(town.server, renameBatchId)
    const draft = await draftOf(team)
    const waiting = await submitted(team)
    const crew = await town.crewOf(team)
    const going = await openProject(town.server, crew, [{ startsAt: at(1, 28), endsAt: at(4, 28) }], {
      status: 'recruiting',
    })
    const signupId = await town.expectedAt(going, member)
    const past = await openProject(town.server, crew, [{ startsAt: at(0, 23), endsAt: at(4, 23) }])
    const longPast = await openProject(town.server, crew, [
      { startsAt: '2026-09-01T00:00:00Z', endsAt: '2026-09-01T09:00:00Z' },
    ])
    const served = await town.expectedAt(past, member)
    const entry = { signupId: served, startsAt: at(0, 23), endsAt: at(1, 23), breakMinutes: 0, note: '' }
    checked(await client.post(`/projects/${past.projectId}/hours`, { entries: [entry] }), 200)
    const proof = checked(await member.client.post<Issued>('/me/proofs', YEAR), 201)
    await town.server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', 'in', [past.projectId, longPast.projectId])
      .execute()
    const late = await openProject(town.server, crew, [{ startsAt: at(0, 20), endsAt: at(9, 20) }])
    const slow = await makeMember(town.server, team)
    const lateEntry = {
      ...{ signupId: await town.expectedAt(late, slow), startsAt: at(0, 20), endsAt: at(9, 20) },
      ...{ breakMinutes: 0, note: '' },
    }
    checked(await client.post(`/projects/${late.projectId}/hours`, { entries: [lateEntry] }), 200)

    const facts = await factsOf(client, team)
    expect(facts).toMatchObject({ needsReceiver: true, whyNot: { dissolveTeam: null } })
    expect(facts.receivers).toEqual([
      { teamId: north.teamId, name: north.name, isAbove: true, whyNot: { receive: null, name: null } },
    ])
    expect(workOf(facts)).toEqual({
      ...{ projects_under_review: 1, projects_recruiting: 1, projects_running: 1, places: 2 },
      ...{ hours_waiting: 1, drafts: 1, requests: 1, invitations: 1, moves: 1, leader_proposals: 1 },
      ...{ renames: 1, members: 4, staff: 2, past_projects: 2 },
    })
    expect((await dissolve(client, team, null)).code).toBe('receiver_missing')
    expect((await dissolve(client, team, { teamId: NOBODY })).code).toBe('receiver_not_near')
    expect((await dissolve(client, team, team)).code).toBe('receiver_not_near')
    expect((await dissolve(client, team, city)).code).toBe('receiver_not_near')
    expect((await dissolve(client, team, north, { cause: ' ' })).code).toBe('cause_missing')
    expect((await dissolve(client, team, north, { name: '别的队' })).code).toBe('name_not_typed')
    expect((await town.rowOf(team.teamId)).status).toBe('active')
    const before = await town.server.reader.selectFrom('hourEntries').selectAll().execute()
    expect(checked(await dissolve(client, team, north), 200)).toEqual({ teams: 0, projects: 3 })

    expect(await town.rowOf(team.teamId)).toMatchObject({ status: 'dissolved', memberCount: 0 })
    const answered = await city.leader.client.post(`/reviews/${asked.reviewId}/change`, {
      decision: 'approve',
    })
    expect(answered.code).toBe('already_decided')
    const { path } = await town.rowOf(north.teamId)
    for (const projectId of [waiting, going.projectId, late.projectId])
      expect(await town.projectRow(projectId)).toMatchObject({ teamId: north.teamId, teamPath: path })
    expect((await town.projectRow(draft)).status).toBe('cancelled')
    for (const { projectId } of [past, longPast])
      expect(await town.projectRow(projectId)).toMatchObject({ teamId: team.teamId, status: 'closed' })
    // The new holder's own liaison team reviews; the waiting hours are the new holder's to look at.
    expect(
      (await city.leader.client.get(`/reviews/${await openReviewOf(town.server, waiting)}/project`)).status,
    ).toBe(200)
    const drafts = await north.leader.client.get<{ items: object[] }>(`/teams/${north.teamId}/hour-drafts`)
    expect(drafts.body.items).toHaveLength(1)
    const kept = await town.server.reader
      .selectFrom('signups')
      .select(['teamId', 'status'])
      .where('signupId', '=', signupId)
      .executeTakeFirstOrThrow()
    expect(kept).toEqual({ teamId: north.teamId, status: 'admitted' })

    expect(await noticesOf(member)).toEqual(expect.arrayContaining(['team_dissolved', 'project_handed_over']))
    expect(await noticesOf(asking)).toContain('team_dissolved')
    expect(await noticesOf(invited)).toContain('team_dissolved')
    expect(await noticesOf(north.leader)).toContain('work_received')
    expect(await mine(invited.client)).toEqual([])
    const own = await member.client.get<{ items: object[] }>('/me/memberships')
    expect(own.body.items).toMatchObject([
      {
        ...{ status: 'left', reason: CAUSE },
        dissolved: { receiver: { teamId: north.teamId, name: north.name } },
      },
    ])
    expect((await asking.client.get<{ items: object[] }>('/me/memberships')).body.items).toMatchObject([
      { status: 'refused', reason: CAUSE },
    ])
    expect((await keeper.get(`${teamPath}/members`)).status).toBe(403)
    expect((await client.get(`${teamPath}/projects`)).status).toBe(403)
    const decided = await town.server.reader
      .selectFrom('reviews')
      .select(['outcome', 'reason', 'reviewerTeamId'])
      .where('reviewId', '=', renameReview)
      .executeTakeFirstOrThrow()
    expect(decided).toEqual({ outcome: 'refused', reason: CAUSE, reviewerTeamId: north.teamId })
    const open = await town.server.reader
      .selectFrom('teamMoves')
      .select('moveId')
      .where('status', '=', 'open')
      .execute()
    expect(open).toEqual([])

    // Its name is free, its page stays, its ledger and its proofs say what they said.
    const page = checked(await town.server.client().get<Record<string, unknown>>(teamPath), 200)
    expect(page).toMatchObject({
      ...{ status: 'dissolved', name: team.name, contactName: '', contactPhone: null },
      ending: { receiver: { teamId: north.teamId, name: north.name } },
    })
    expect(JSON.stringify(page)).not.toContain(CAUSE)
    const listed = await town.server
      .client()
      .get<{ items: object[] }>(`/teams?q=${encodeURIComponent(team.name)}`)
    expect(listed.body.items).toEqual([])
    await makeTeam(town.server, { parent: north, form: { name: team.name } })
    expect(await town.server.reader.selectFrom('hourEntries').selectAll().execute()).toEqual(before)
    expect(before.map((line) => line.unitName)).toEqual([team.name])
    const { body } = await town.server
      .client()
      .get(`/proofs/${proof.proofNumber}?secret=${encodeURIComponent(proof.secret)}`)
    expect(body).toMatchObject({ outcome: 'valid', totalMinutes: 60, signatureValid: true })
    expect(await listDifferences(town.server.reader)).toEqual([])
    // Nothing begins again in it: neither by those above, nor by an answer taken back.
    for (const [path, form] of [
      ['projects', projectForm()],
      ['suspend', { cause: 'x' }],
      ['membership-decisions/undo', { membershipIds: [member.membershipId] }],
      ['dissolve', { receiverId: null, cause: CAUSE, name: team.name }],
    ] as const)
      expect((await north.leader.client.post(`${teamPath}/${path}`, form)).code).toBe('team_not_active')
    expect((await member.client.post(`${teamPath}/memberships`, {})).code).toBe('team_not_active')
    const trail = await town.server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'dissolveTeam')
      .execute()
    expect(trail).toMatchObject([{ facts: { cause: CAUSE, receiverId: north.teamId, projects: 3 } }])
  }, 60_000)
})
