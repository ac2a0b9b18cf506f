import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, type CrewMember, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { AccountId, PositionId, ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { postEntries, type EntryLine, type Grade } from '../hours/index.ts'
import type { RecordKind } from './disowning.rules.ts'

let server: TestServer
let parent: CrewTeam, team: CrewTeam
let member: CrewMember
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  parent = await makeCrewTeam(server, { name: '桥东街道志愿服务总队' })
  team = await makeCrewTeam(server, { parent })
  member = (await makeCrew(server, 1, { team }))[0]!
})
afterAll(() => server.stop())

const disown = (recordKind: RecordKind, recordId: string, who = member, note?: string) =>
  who.client.post('/me/disown', { recordKind, recordId, ...(note === undefined ? {} : { note }) })
const noticesOf = async (accountId: AccountId): Promise<unknown[]> =>
  (
    await server.reader
      .selectFrom('notices')
      .select('facts')
      .where('accountId', '=', accountId)
      .where('noticeKind', '=', 'record_disowned')
      .execute()
  ).map(({ facts }) => facts)

async function posts(grade: Grade, hour: number): Promise<string> {
  const startsAt = new Date(Date.UTC(2026, 10, 20, hour))
  const line: EntryLine = {
    volunteerId: member.volunteerId,
    minutes: 60,
    method: grade === 'A' ? 'scan' : 'team_entry',
    grade,
    servedOn: localDate('2026-11-20'),
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
    projectId: uuidv7<ProjectId>(server.now()),
    positionId: null,
    shiftId: null,
    teamId: team.teamId,
    regionPath: team.regionPath,
    activityName: '西湖花市秩序引导',
    content: '秩序引导',
    placeName: '西湖花市',
    unitName: team.name,
    leaderName: '陈思远',
    enteredBy: team.leader.accountId,
    approvedBy: null,
    reverses: null,
    cause: null,
    sourceRef: `test:${hour}`,
  }
  await server.engine.perform({ actor: SYSTEM, deed: 'postEntries' }, (act) => postEntries(act, [line]), null)
  const row = await server.reader
    .selectFrom('hourEntries')
    .select('hourEntryId')
    .where('sourceRef', '=', line.sourceRef)
    .executeTakeFirstOrThrow()
  return row.hourEntryId
}

async function signsUp(): Promise<SignupId> {
  const signupId = uuidv7<SignupId>(server.now())
  await server.db
    .insertInto('signups')
    .values({
      signupId,
      projectId: uuidv7<ProjectId>(server.now()),
      volunteerId: member.volunteerId,
      positionId: uuidv7<PositionId>(server.now()),
      shiftId: uuidv7<ShiftId>(server.now()),
      teamId: team.teamId,
      status: 'admitted',
      startsAt: server.now(),
      endsAt: server.now(),
      appliedAt: server.now(),
    })
    .execute()
  return signupId
}

describe('disownRecord', () => {
  test('an hour that others wrote: kept as it is, and the team and the one above are told', async () => {
    const entryId = await posts('C', 1)
    const before = await server.reader
      .selectFrom('hourEntries')
      .selectAll()
      .where('hourEntryId', '=', entryId as never)
      .execute()
    expect((await disown('hour_entry', entryId, member, ' 那天我不在 ')).status).toBe(200)
    const facts = { name: member.name, recordKind: 'hour_entry', recordId: entryId, teamName: team.name }
    expect(await noticesOf(team.leader.accountId)).toEqual([facts])
    expect(await noticesOf(parent.leader.accountId)).toEqual([facts])
    const kept = await server.reader
      .selectFrom('disownedRecords')
      .select(['recordKind', 'recordId', 'note'])
      .execute()
    expect(kept).toEqual([{ recordKind: 'hour_entry', recordId: entryId, note: '那天我不在' }])
    expect(
      await server.reader
        .selectFrom('hourEntries')
        .selectAll()
        .where('hourEntryId', '=', entryId as never)
        .execute(),
    ).toEqual(before)
    const again = await disown('hour_entry', entryId)
    expect([again.status, again.code]).toEqual([409, 'already_disowned'])
    expect(await noticesOf(team.leader.accountId)).toHaveLength(1)
  })

  test('an hour with the person’s own act is theirs', async () => {
    const answer = await disown('hour_entry', await posts('A', 3))
    expect([answer.status, answer.code]).toEqual([409, 'own_act'])
  })

  test('a membership and a sign-up', async () => {
    const { membershipId } = await server.reader
      .selectFrom('memberships')
      .select('membershipId')
      .where('volunteerId', '=', member.volunteerId)
      .executeTakeFirstOrThrow()
    expect((await disown('membership', membershipId)).status).toBe(200)
    expect((await disown('signup', await signsUp())).status).toBe(200)
  })

  test('a team without one above: the authorities of its region are told', async () => {
    const authority = await makeStaff(server, 'site_admin', '441302')
    const [other] = await makeCrew(server, 1, { team: parent })
    const { membershipId } = await server.reader
      .selectFrom('memberships')
      .select('membershipId')
      .where('volunteerId', '=', other!.volunteerId)
      .executeTakeFirstOrThrow()
    expect((await disown('membership', membershipId, other)).status).toBe(200)
    expect(await noticesOf(authority.accountId)).toHaveLength(1)
  })

  test('a record of somebody else, of another kind or of nobody is not found', async () => {
    const entryId = await posts('C', 5)
    const [stranger] = await makeCrew(server, 1)
    for (const answer of [
      await disown('hour_entry', entryId, stranger),
      await disown('membership', entryId),
      await disown('signup', uuidv7<string>(server.now())),
    ])
      expect([answer.status, answer.code]).toEqual([404, 'record_not_found'])
  })

  test('for verified people only, and in the contract’s form', async () => {
    const body = { recordKind: 'signup', recordId: uuidv7<string>(server.now()) }
    expect((await server.client().post('/me/disown', body)).code).toBe('signed_out')
    expect((await team.leader.client.post('/me/disown', body)).code).toBe('wrong_door')
    expect((await member.client.post('/me/disown', { ...body, recordKind: 'proof' })).code).toBe('malformed')
    expect((await member.client.post('/me/disown', { ...body, note: '字'.repeat(501) })).code).toBe(
      'malformed',
    )
  })
})

describe('the trail', () => {
  test('listMyAccesses: who read or changed one’s record, not what one did oneself', async () => {
    const person = await makeVolunteer(server)
    const { body } = await person.client.get<{
      items: { deed: string; actorLabel: string; happenedAt: string }[]
    }>('/me/accesses')
    expect(body.items).toMatchObject([
      { deed: 'reviewVolunteer', actorLabel: '惠州市文明办 曾永康', happenedAt: server.now().toISOString() },
    ])
    expect((await server.client().get('/me/accesses')).code).toBe('signed_out')
  })

  test('listAudit: every deed, newest first, in pages, for the platform', async () => {
    const platform = await makeStaff(server, 'platform_admin')
    type Page = { items: { auditId: string; deed: string }[]; next: string | null }
    const first = (await platform.client.get<Page>('/audit?limit=2')).body
    expect(first.items).toHaveLength(2)
    const second = (await platform.client.get<Page>(`/audit?limit=2&after=${first.next}`)).body
    const ids = [...first.items, ...second.items].map(({ auditId }) => auditId)
    expect(ids).toEqual(ids.toSorted().toReversed())
    expect((await member.client.get('/audit')).code).toBe('wrong_door')
    expect((await (await makeStaff(server, 'authority_viewer')).client.get('/audit')).code).toBe('wrong_door')
  })

  test('a line of the trail is never changed or removed', async () => {
    const refused = /permission denied|append-only/
    await expect(server.db.updateTable('auditEntries').set({ deed: 'x' }).execute()).rejects.toThrow(refused)
    await expect(server.db.deleteFrom('auditEntries').execute()).rejects.toThrow(refused)
  })
})
