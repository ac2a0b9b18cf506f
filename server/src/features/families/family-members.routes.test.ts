import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew } from '../../../test/crews.ts'
import {
  addWard,
  familyOf,
  found,
  join,
  makeAdult,
  makeFamily,
  makeWard,
  memberIn,
  newCode,
  type Adult,
} from '../../../test/families.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { openSession } from '../accounts/index.ts'
import { hashGuardians } from '../volunteers/index.ts'

type Somebody = Pick<Adult, 'client'>

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
})
afterAll(() => server.stop())

const noticesOf = async ({ client }: Somebody): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items
    .map((notice) => notice.kind)
    .filter((kind) => kind.startsWith('family_'))
const unreadOf = async ({ client }: Somebody): Promise<string[]> =>
  (await client.get<{ items: { kind: string; readAt: string | null }[] }>('/me/notices')).body.items
    .filter(({ readAt }) => readAt === null)
    .map(({ kind }) => kind)
const accessesOf = async ({ client }: Somebody): Promise<string[]> =>
  (await client.get<{ items: { deed: string }[] }>('/me/accesses')).body.items.map(({ deed }) => deed)
const look = ({ client }: Somebody, code: string) =>
  client.post<{ name: string; headName: string; people: number; whyNot: { joinFamily: string | null } }>(
    '/family-codes/look',
    { code },
  )
const remove = ({ client }: Somebody, familyMemberId: string) =>
  client.post(`/me/family/members/${familyMemberId}/remove`)
const offer = ({ client }: Somebody, familyMemberId: string) =>
  client.post('/me/family/head', { familyMemberId })
const answer = ({ client }: Somebody, accepts: boolean) => client.post('/me/family/head/answer', { accepts })
/** What the tables say, whatever a page shows. */
const rowsOf = (familyId: string) =>
  server.reader
    .selectFrom('familyMembers')
    .innerJoin('families', 'families.familyId', 'familyMembers.familyId')
    .select(['endedAs', 'people', 'dissolvedAt'])
    .where('families.familyId', '=', familyId as never)
    .execute()

describe('A9 minors', () => {
  test('F7 a guardian adds whom the consent names as theirs, by choosing', async () => {
    const { head, others } = await makeFamily(server, 1)
    const [mother] = others as [Adult]
    const child = await makeWard(server, mother)
    const other = await makeWard(server, head)
    const waiting = await makeWard(server, mother, { status: 'under_review' })
    const wards = async (who: Somebody) =>
      (await who.client.get<{ items: { name: string; whyNot: object }[] }>('/me/family/wards')).body.items
    expect(await wards(mother)).toEqual([
      { volunteerId: child.volunteerId, name: child.name, whyNot: { addFamilyWard: null } },
    ])
    for (const id of [other, waiting, head, { volunteerId: NOBODY as never }]) {
      const refusal = await addWard(mother, id)
      expect([refusal.status, refusal.code]).toEqual([403, 'not_your_ward'])
    }
    checked(await addWard(mother, child), 201)
    expect(await noticesOf(child)).toEqual(['family_ward_added'])
    expect(await noticesOf(head)).toEqual(['family_joined', 'family_joined'])
    expect(await accessesOf(child)).toContain('addFamilyWard')
    expect((await memberIn(head, child)).isMinor).toBe(true)
    expect(await wards(mother)).toMatchObject([{ whyNot: { addFamilyWard: 'already_in_family' } }])
    expect((await addWard(mother, child)).code).toBe('already_in_family')
    const stranger = await makeAdult(server)
    expect((await stranger.client.get('/me/family/wards')).code).toBe('not_in_family')
    expect((await addWard(stranger, child)).code).toBe('not_in_family')
  })
  test('F6 a minor joins with the code only where the guardian is', async () => {
    const { head, others } = await makeFamily(server, 1)
    const child = await makeWard(server, others[0]!)
    const alone = await makeVolunteer(server, { age: 15 })
    const code = await newCode(head)
    expect((await look(alone, code)).body.whyNot.joinFamily).toBe('guardian_not_in_family')
    const refusal = await join(alone, code)
    expect([refusal.status, refusal.code]).toEqual([409, 'guardian_not_in_family'])
    checked(await join(child, code), 201)
    const kept = await head.client.get<{ familyCode: { uses: number } }>('/me/family/code')
    expect(kept.body.familyCode.uses).toBe(1)
  })
  test('F8 they go when their guardian goes, and are told; whoever has come of age stays', async () => {
    const { head, others } = await makeFamily(server, 1)
    const [mother] = others as [Adult]
    const [child, almost] = [await makeWard(server, mother), await makeWard(server, mother, { age: 17 })]
    for (const ward of [child, almost]) checked(await addWard(mother, ward), 201)
    const now = server.now()
    server.setNow(new Date(now.getTime() + 366 * 86_400_000))
    const at = async (who: Pick<Adult, 'accountId'>) => server.client(await freshCookie(who))
    const client = await at(mother)
    expect((await memberIn({ client }, mother)).goAlong).toEqual([child.name])
    checked(await client.post('/me/family/leave'), 200)
    expect((await familyOf({ client: await at(head) }))?.members.map((one) => one.name)).toEqual([
      head.name,
      almost.name,
    ])
    expect(await noticesOf({ client: await at(child) })).toContain('family_left_along')
    expect(await noticesOf({ client: await at(head) })).toContain('family_left')
    server.setNow(now)
  })
  test('a guardian of before the index is found once the job has read the row', async () => {
    const { head } = await makeFamily(server)
    const child = await makeWard(server, head)
    await server.db
      .updateTable('guardianships')
      .set({ guardianHash: null })
      .where('volunteerId', '=', child.volunteerId)
      .execute()
    expect((await addWard(head, child)).code).toBe('not_your_ward')
    const [lost] = await makeCrew(server, 1, { birthDate: '2012-01-01', hasGuardian: true })
    const read = () => server.db.transaction().execute((tx) => hashGuardians(tx, server.vault, 500))
    expect([await read(), await read()]).toEqual([2, 0])
    checked(await addWard(head, child), 201)
    expect((await addWard(head, lost!)).code).toBe('not_your_ward')
  })
})
/** Sessions end with time; the clock of these tests makes leaps. */
async function freshCookie(who: Pick<Adult, 'accountId'>): Promise<string> {
  const open = { accountId: who.accountId, userAgent: undefined }
  const token = await server.db.transaction().execute((tx) => openSession(tx, open, server.now()))
  return `zy_session=${token}`
}

describe('A9 going', () => {
  test('F9 the head hands over or dissolves; the others leave at any time', async () => {
    const { head, others } = await makeFamily(server, 2)
    const [wife, son] = others as [Adult, Adult]
    const refusal = await head.client.post('/me/family/leave')
    expect([refusal.status, refusal.code]).toEqual([409, 'heads_family'])
    checked(await wife.client.post('/me/family/leave'), 200)
    expect((await wife.client.post('/me/family/leave')).code).toBe('not_in_family')
    expect(await noticesOf(head)).toContain('family_left')
    expect((await son.client.post('/me/family/dissolve')).code).toBe('head_only')
    expect((await wife.client.post('/me/family/dissolve')).code).toBe('not_in_family')
    const { familyId } = (await familyOf(head))!
    checked(await head.client.post('/me/family/dissolve'), 200)
    expect(await noticesOf(son)).toContain('family_dissolved')
    expect([await familyOf(head), await familyOf(son)]).toEqual([null, null])
    const rows = await rowsOf(familyId)
    expect(rows.map((row) => row.endedAs).sort()).toEqual(['dissolved', 'dissolved', 'left'])
    expect(rows.every((row) => row.people === 0 && row.dissolvedAt !== null)).toBe(true)
    checked(await found(son.client, '新家'), 201)
  })
  test('F10 the head takes somebody out with a notice; nobody else does', async () => {
    const { head, others } = await makeFamily(server, 2)
    const [wife, son] = others as [Adult, Adult]
    const child = await makeWard(server, wife)
    checked(await addWard(wife, child), 201)
    const { familyMemberId: sonId, whyNot } = await memberIn(wife, son)
    expect(whyNot['removeFamilyMember']).toBe('head_only')
    expect((await remove(wife, sonId)).code).toBe('head_only')
    expect((await remove(await makeAdult(server), sonId)).code).toBe('not_in_family')
    expect((await remove((await makeFamily(server)).head, sonId)).code).toBe('family_member_not_found')
    expect((await remove(head, (await memberIn(head, head)).familyMemberId)).code).toBe('heads_family')
    checked(await remove(wife, (await memberIn(wife, child)).familyMemberId), 200)
    checked(await addWard(wife, child), 201)
    checked(await remove(head, (await memberIn(head, wife)).familyMemberId), 200)
    expect([await familyOf(wife), await familyOf(child)]).toEqual([null, null])
    expect([(await noticesOf(wife))[0], (await noticesOf(child))[0]]).toEqual([
      'family_removed',
      'family_left_along',
    ])
    expect(await accessesOf(wife)).toContain('removeFamilyMember')
    expect((await remove(head, sonId)).status).toBe(200)
    expect((await remove(head, sonId)).code).toBe('family_member_not_found')
  })
  test('F11 the one who is asked accepts, and is the head at once', async () => {
    const { head, others } = await makeFamily(server, 2)
    const [wife, son] = others as [Adult, Adult]
    const child = await makeWard(server, head)
    checked(await addWard(head, child), 201)
    const idOf = async (who: Pick<Adult, 'name'>) => (await memberIn(head, who)).familyMemberId
    expect((await offer(head, await idOf(child))).code).toBe('head_minor')
    expect((await offer(head, await idOf(head))).code).toBe('already_head')
    expect((await offer(head, NOBODY)).code).toBe('family_member_not_found')
    expect((await offer(son, await idOf(wife))).code).toBe('head_only')
    expect((await offer(await makeAdult(server), await idOf(wife))).code).toBe('not_in_family')
    expect((await answer(wife, true)).code).toBe('head_not_offered')
    checked(await offer(head, await idOf(wife)), 200)
    expect(await noticesOf(wife)).toContain('family_head_offered')
    expect(await unreadOf(wife)).toContain('family_head_offered')
    expect((await answer(son, true)).code).toBe('head_not_offered')
    const withdraw = (who: Somebody) => who.client.post('/me/family/head/withdraw')
    expect((await withdraw(wife)).code).toBe('head_only')
    checked(await withdraw(head), 200)
    expect((await withdraw(head)).code).toBe('head_not_offered')
    expect((await answer(wife, true)).code).toBe('head_not_offered')
    checked(await offer(head, await idOf(wife)), 200)
    checked(await answer(wife, false), 200)
    expect(await noticesOf(head)).toContain('family_head_declined')
    expect(await unreadOf(wife)).not.toContain('family_head_offered')
    checked(await offer(head, await idOf(wife)), 200)
    checked(await answer(wife, true), 200)
    expect((await memberIn(son, wife)).isHead).toBe(true)
    expect([await noticesOf(head), await noticesOf(son)]).toEqual([
      expect.arrayContaining(['family_head_changed']),
      expect.arrayContaining(['family_head_changed']),
    ])
    checked(await head.client.post('/me/family/leave'), 200)
    expect(await familyOf(child)).toBe(null)
  })
  test('F11 an offer ends when the one who was asked goes', async () => {
    const { head, others } = await makeFamily(server, 1)
    const [wife] = others as [Adult]
    checked(await offer(head, (await memberIn(head, wife)).familyMemberId), 200)
    checked(await wife.client.post('/me/family/leave'), 200)
    checked(await join(wife, await newCode(head)), 201)
    expect((await answer(wife, true)).code).toBe('head_not_offered')
  })
})
