import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import {
  answerOne,
  deliver,
  invite,
  meetNewcomers,
  mine,
  noticesOf,
  sentBy,
} from '../../../test/invitations.ts'
import { madeUpIdNumber, makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  requestedBy,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import { sweepInvitationsJob } from '../../jobs/sweep-invitations.ts'
import type { InvitationId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
const DAY_MS = 86_400_000
const today = localDate('2026-11-24')
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city, joinMode: 'closed' })
  other = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

const later = (ms: number) => ({ ...server.engine, clock: () => new Date(server.now().getTime() + ms) })
const stranger = (name = '陈静怡') => ({ name, idNumber: madeUpIdNumber(33, today) })
const invitationTo = async (idNumber: string) =>
  (await sentBy(team)).find((one) => one.idNumber.slice(-2) === idNumber.slice(-2))

describe('B7 inviteMembers', () => {
  test('a closed team invites; the person accepts and is a member at once', async () => {
    const ann = await makeVolunteer(server, { name: '欧阳思源' })
    const answer = await invite(team.leader.client, team.teamId, ann)
    expect([answer.status, answer.body.results]).toEqual([200, [{ outcome: 'invited', reason: null }]])
    expect(await mine(ann.client)).toEqual([])
    await deliver(server)
    const [invitation] = await mine(ann.client)
    expect(invitation).toMatchObject({ teamId: team.teamId, teamName: team.name, whyNot: { accept: null } })
    expect(await noticesOf(ann.client)).toContain('invitation_received')
    const accepted = await answerOne(ann.client, invitation!.invitationId, 'accept')
    expect([accepted.status, accepted.body.state]).toEqual([200, 'accepted'])
    expect(await mine(ann.client)).toEqual([])
    const { body } = await ann.client.get<{ items: object[] }>('/me/memberships')
    expect(body.items).toMatchObject([
      { membershipId: accepted.body.membershipId, teamId: team.teamId, status: 'member' },
    ])
    expect((await answerOne(ann.client, invitation!.invitationId, 'decline')).code).toBe(
      'invitation_answered',
    )
    const [shown] = await sentBy(team)
    expect(shown).toMatchObject({ name: '欧阳**', state: 'accepted', sentBy: team.leader.name })
    expect(shown!.idNumber).toContain('****')
    const withdrawing = await team.leader.client.post(
      `/teams/${team.teamId}/invitations/${invitation!.invitationId}/withdraw`,
    )
    expect([withdrawing.status, withdrawing.code]).toEqual([409, 'invitation_accepted'])
  })

  test('rows that are wrong answer with their reason; the others are sent', async () => {
    const right = stranger()
    const { body } = await invite(
      team.leader.client,
      team.teamId,
      right,
      { name: '李', idNumber: madeUpIdNumber(20, today) },
      { name: '李明', idNumber: '110101199003074478' },
      { name: '李明', idNumber: '110101199002304471' },
      { ...right },
      { name: 'Anna Lee', idKind: 'passport', idNumber: 'E12345678' },
    )
    expect(body.results.map(({ reason }) => reason)).toEqual([
      null,
      'name_malformed',
      'id_check_digit_wrong',
      'id_birth_date_unreal',
      'person_repeated',
      null,
    ])
  })

  test('a member, one who waits for verification, one who declined and a stranger answer alike', async () => {
    const member = await makeMember(server, other)
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    const unwilling = await makeVolunteer(server)
    await invite(other.leader.client, other.teamId, unwilling)
    await deliver(server)
    const [first] = await mine(unwilling.client)
    expect((await answerOne(unwilling.client, first!.invitationId, 'decline')).body.state).toBe('declined')
    const answers = []
    for (const person of [member, applicant, unwilling, stranger(), { ...member, name: '别的人' }])
      answers.push(await invite(other.leader.client, other.teamId, person))
    for (const answer of answers) expect(answer).toEqual(answers[0])
    await deliver(server)
    const shown = (await sentBy(other)).map(({ state, whyNot }) => ({ state, whyNot }))
    expect(new Set(shown.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ state: 'open', whyNot: { withdrawInvitation: null } })]),
    )
    expect(await mine(member.client)).toEqual([])
    expect(await mine(unwilling.client)).toEqual([])
    expect((await noticesOf(unwilling.client)).filter((kind) => kind === 'invitation_received')).toHaveLength(
      1,
    )
  })

  test('withdrawn and sent again, an invitation does not ask anew who declined', async () => {
    const person = await makeVolunteer(server)
    await invite(other.leader.client, other.teamId, person)
    await deliver(server)
    const [asked] = await mine(person.client)
    await answerOne(person.client, asked!.invitationId, 'decline')
    checked(
      await other.leader.client.post(`/teams/${other.teamId}/invitations/${asked!.invitationId}/withdraw`),
      200,
    )
    await invite(other.leader.client, other.teamId, person)
    await deliver(server)
    expect(await mine(person.client)).toEqual([])
    expect((await sentBy(other))[0]!.state).toBe('open')
  })

  test('only the team’s deciders invite', async () => {
    const person = stranger()
    const keeper = await makeMember(server, other)
    checked(
      await other.leader.client.post(`/teams/${other.teamId}/roles`, {
        volunteerId: keeper.volunteerId,
        role: 'team_timekeeper',
      }),
      201,
    )
    const tried = async (client: typeof keeper.client, teamId: string = team.teamId) => {
      const answer = await invite(client, teamId, person)
      return [answer.status, answer.code]
    }
    expect(await tried(await staffClient(server, keeper.accountId), other.teamId)).toEqual([
      403,
      'not_your_team',
    ])
    expect(await tried(other.leader.client)).toEqual([403, 'not_your_team'])
    expect(await tried(team.leader.client, city.teamId)).toEqual([403, 'not_your_team'])
    expect(await tried(city.leader.client)).toEqual([200, null])
    expect(await tried(team.leader.client, NOBODY)).toEqual([404, 'team_not_found'])
    const { client: site } = await makeStaff(server, 'site_admin')
    expect((await tried(site))[1]).toBe('wrong_door')
    expect((await tried(server.client()))[1]).toBe('signed_out')
    const list = await other.leader.client.get(`/teams/${team.teamId}/invitations`)
    expect([list.status, list.code]).toEqual([403, 'not_your_team'])
  })

  test('a day has an end, which right rows alone use up', async () => {
    await server.db
      .updateTable('invitationDays')
      .set({ sent: 11_999 })
      .where('teamId', '=', team.teamId)
      .execute()
    const wrong = { name: '李', idNumber: '1' }
    const two = await invite(team.leader.client, team.teamId, stranger(), stranger())
    expect([two.status, two.code, two.facts]).toEqual([429, 'too_many_invitations', { left: 1 }])
    expect((await invite(team.leader.client, team.teamId, stranger(), wrong)).status).toBe(200)
    expect((await invite(team.leader.client, team.teamId, stranger())).code).toBe('too_many_invitations')
    await server.db.deleteFrom('invitationDays').execute()
  })

  test('the same list twice invites nobody twice; a name put right is looked for again', async () => {
    const person = await makeVolunteer(server, { name: '林志远' })
    const before = (await sentBy(team)).length
    await invite(team.leader.client, team.teamId, { ...person, name: '林志原' })
    await deliver(server)
    expect(await mine(person.client)).toEqual([])
    for (let i = 0; i < 3; i += 1) {
      await invite(team.leader.client, team.teamId, person)
      await deliver(server)
    }
    expect(await mine(person.client)).toHaveLength(1)
    expect((await sentBy(team)).length).toBe(before + 1)
    expect((await noticesOf(person.client)).filter((kind) => kind === 'invitation_received')).toHaveLength(1)
  })
})

describe('B7 answerInvitation, withdrawInvitation', () => {
  test('whoever registers later is met when verified', async () => {
    const idNumber = madeUpIdNumber(41, today)
    await invite(team.leader.client, team.teamId, { name: '周海燕', idNumber })
    await deliver(server)
    server.setNow(new Date(server.now().getTime() + 600_000))
    const person = await makeVolunteer(server, { name: '周海燕', idNumber })
    expect(await mine(person.client)).toEqual([])
    server.setNow(new Date(server.now().getTime() + 60_000))
    await meetNewcomers(server)
    expect(await mine(person.client)).toMatchObject([{ teamId: team.teamId }])
    expect((await invitationTo(idNumber))?.state).toBe('open')
    const { body } = await person.client.get<{ items: { deed: string }[] }>('/me/accesses')
    expect(body.items.map(({ deed }) => deed)).toContain('deliverInvitations')
  })

  test('a request that waits is answered by the invitation', async () => {
    const person = await makeVolunteer(server)
    const { membershipId } = await requestedBy(person, other)
    await invite(other.leader.client, other.teamId, person)
    await deliver(server)
    const [invitation] = await mine(person.client)
    const accepted = await answerOne(person.client, invitation!.invitationId, 'accept')
    expect(accepted.body).toMatchObject({ state: 'accepted', membershipId })
  })

  test('who became a member another way meanwhile stays one, and the invitation is answered', async () => {
    const person = await makeVolunteer(server)
    await invite(other.leader.client, other.teamId, person)
    await deliver(server)
    const { membershipId } = await requestedBy(person, other)
    const decided = { decisions: [{ membershipId, decision: 'approve' }] }
    checked(await other.leader.client.post(`/teams/${other.teamId}/membership-decisions`, decided), 200)
    const [invitation] = await mine(person.client)
    const accepted = await answerOne(person.client, invitation!.invitationId, 'accept')
    expect(accepted.body).toMatchObject({ state: 'accepted', membershipId })
    expect(await mine(person.client)).toEqual([])
  })

  test('the home team stands in the way, as everywhere', async () => {
    const person = await makeMember(server, other)
    await invite(team.leader.client, team.teamId, person)
    await deliver(server)
    const [invitation] = await mine(person.client)
    expect(invitation!.whyNot.accept).toBe('home_team_taken')
    const refused = await answerOne(person.client, invitation!.invitationId, 'accept')
    expect([refused.status, refused.code, refused.facts['teamName']]).toEqual([
      409,
      'home_team_taken',
      other.name,
    ])
    checked(await person.client.post(`/me/memberships/${person.membershipId}/leave`), 200)
    expect((await answerOne(person.client, invitation!.invitationId, 'accept')).status).toBe(200)
  })

  test('another’s invitation is not found; a withdrawn one has ended', async () => {
    const [ann, bob] = [await makeVolunteer(server), await makeVolunteer(server)]
    await invite(team.leader.client, team.teamId, ann)
    await deliver(server)
    const [invitation] = await mine(ann.client)
    const id = invitation!.invitationId
    expect((await answerOne(bob.client, id, 'accept')).code).toBe('invitation_not_found')
    expect((await answerOne(ann.client, NOBODY, 'accept')).code).toBe('invitation_not_found')
    const withdraw = (leader: TestTeam, invitationId: string) =>
      leader.leader.client.post(`/teams/${leader.teamId}/invitations/${invitationId}/withdraw`)
    expect((await withdraw(other, id)).code).toBe('invitation_not_found')
    expect((await other.leader.client.post(`/teams/${team.teamId}/invitations/${id}/withdraw`)).code).toBe(
      'not_your_team',
    )
    expect((await withdraw(team, id)).body).toEqual({ invitationId: id, state: 'withdrawn' })
    expect((await withdraw(team, id)).code).toBe('invitation_ended')
    expect(await mine(ann.client)).toEqual([])
    for (const answer of ['accept', 'decline'] as const)
      expect((await answerOne(ann.client, id, answer)).code).toBe('invitation_ended')
  })

  test('race: accepting five times at once makes one member', async () => {
    const person = await makeVolunteer(server)
    await invite(team.leader.client, team.teamId, person)
    await deliver(server)
    const [invitation] = await mine(person.client)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => answerOne(person.client, invitation!.invitationId, 'accept')),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
  })

  test('after thirty days nothing finds a person by it any more, and then the row is gone', async () => {
    const person = await makeVolunteer(server)
    await invite(team.leader.client, team.teamId, person)
    await deliver(server)
    const [invitation] = await mine(person.client)
    const rowOf = () =>
      server.reader
        .selectFrom('invitations')
        .select(['state', 'identityHash', 'personHash'])
        .where('invitationId', '=', invitation!.invitationId as InvitationId)
        .executeTakeFirst()
    await sweepInvitationsJob.run(later(29 * DAY_MS))
    expect((await rowOf())?.state).toBe('open')
    await sweepInvitationsJob.run(later(30 * DAY_MS + 1000))
    expect(await rowOf()).toEqual({ state: 'expired', identityHash: null, personHash: null })
    expect((await answerOne(person.client, invitation!.invitationId, 'accept')).code).toBe('invitation_ended')
    await sweepInvitationsJob.run(later(61 * DAY_MS))
    expect(await rowOf()).toBeUndefined()
  })
})
