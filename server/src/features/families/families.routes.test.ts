import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addWard,
  familyOf,
  found,
  join,
  makeAdult,
  makeFamily,
  makeWard,
  newCode,
  type Adult,
} from '../../../test/families.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'

type Somebody = Pick<Adult, 'client'>

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
const look = ({ client }: Somebody, code: string) =>
  client.post<{ name: string; headName: string; people: number; whyNot: { joinFamily: string | null } }>(
    '/family-codes/look',
    { code },
  )

describe('A9 founding', () => {
  test('an adult founds one, heads it, and it is forming until somebody joins', async () => {
    const head = await makeAdult(server)
    expect((await head.client.get<object>('/me/family')).body).toEqual({
      family: null,
      whyNot: { foundFamily: null },
    })
    checked(await found(head.client, ' 李家 一家亲 '), 201)
    const family = await familyOf(head)
    expect([family?.name, family?.state, family?.members.length]).toEqual(['李家一家亲', 'forming', 1])
    expect(family?.members[0]).toMatchObject({ name: head.name, isMe: true, isHead: true })
    const wife = await makeAdult(server)
    checked(await join(wife, await newCode(head)), 201)
    expect((await familyOf(wife))?.state).toBe('active')
    checked(await wife.client.post('/me/family/leave'), 200)
    expect((await familyOf(head))?.state).toBe('forming')
  })
  test('every refusal, F1 and F2', async () => {
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    const minor = await makeVolunteer(server, { age: 16 })
    const office = await makeStaff(server, 'site_admin')
    const adult = await makeAdult(server)
    const refused = [
      [applicant.client, '李家', '441302', 403, 'not_verified'],
      [office.client, '李家', '441302', 403, 'not_verified'],
      [server.client(), '李家', '441302', 401, 'signed_out'],
      [minor.client, '李家', '441302', 403, 'founder_minor'],
      [adult.client, '李', '441302', 422, 'family_name_malformed'],
      [adult.client, '李'.repeat(21), '441302', 422, 'family_name_malformed'],
      [adult.client, '李家', '999999', 422, 'region_not_found'],
    ] as const
    for (const [client, name, region, status, code] of refused) {
      const refusal = await found(client, name, region)
      expect([refusal.status, refusal.code]).toEqual([status, code])
    }
    expect((await minor.client.get<object>('/me/family')).body).toMatchObject({
      whyNot: { foundFamily: 'founder_minor' },
    })
    const both = await Promise.all([found(adult.client), found(adult.client)])
    expect(both.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'already_in_family'])
  })
  test('the head renames it, nobody else', async () => {
    const { head, others } = await makeFamily(server, 1)
    const rename = (who: Somebody, name: string) =>
      who.client.put<{ name: string }>('/me/family/name', { name })
    expect((await rename(head, '陈家 小分队')).body.name).toBe('陈家小分队')
    expect((await rename(head, '!')).code).toBe('family_name_malformed')
    expect((await rename(others[0]!, '陈家')).code).toBe('head_only')
    expect((await rename(await makeAdult(server), '陈家')).code).toBe('not_in_family')
  })
})

describe('A9 the code', () => {
  test('shows a masked head before joining, and lets in by a press of one’s own', async () => {
    const { head } = await makeFamily(server)
    const code = await newCode(head)
    const wife = await makeAdult(server)
    const shown = await look(wife, code.toLowerCase())
    expect(shown.body).toEqual({
      name: '李家一家亲',
      headName: `${head.name.slice(0, 1)}**`,
      people: 1,
      whyNot: { joinFamily: null },
    })
    expect(await familyOf(wife)).toBe(null)
    checked(await join(wife, `${code.slice(0, 4)} ${code.slice(4)}`), 201)
    expect(await noticesOf(head)).toEqual(['family_joined'])
    expect((await look(wife, code)).body.whyNot.joinFamily).toBe('already_in_family')
    expect((await join(wife, code)).code).toBe('already_in_family')
    const kept = await head.client.get<{ familyCode: { code: string; uses: number } }>('/me/family/code')
    expect(kept.body.familyCode).toMatchObject({ code, uses: 1, state: 'live' })
  })
  test('wrong, ended, expired, used up and of a dissolved family are one answer', async () => {
    const { head } = await makeFamily(server)
    const { head: gone } = await makeFamily(server)
    const codes = { ended: await newCode(head), dissolved: await newCode(gone) }
    checked(await head.client.post('/me/family/code/end'), 200)
    expect((await head.client.post('/me/family/code/end')).code).toBe('no_join_code')
    checked(await gone.client.post('/me/family/dissolve'), 200)
    const used = await newCode(head, 1)
    checked(await join(await makeAdult(server), used), 201)
    const person = await makeAdult(server)
    const tried = ['BCDFGHJK', codes.ended, codes.dissolved, used]
    const answers = await Promise.all(tried.flatMap((code) => [look(person, code), join(person, code)]))
    expect(new Set(answers.map((one) => `${one.status} ${one.code} ${JSON.stringify(one.facts)}`))).toEqual(
      new Set(['422 join_code_wrong {}']),
    )
    const late = await newCode(head, 7, 1)
    const now = server.now()
    server.setNow(new Date(now.getTime() + 86_400_000))
    expect((await join(person, late)).code).toBe('join_code_wrong')
    server.setNow(now)
    expect((await look(person, ' ')).code).toBe('join_code_missing')
    expect((await join(person, '')).code).toBe('join_code_missing')
  })
  test('is for the head alone, and lies sealed', async () => {
    const { head, others } = await makeFamily(server, 1)
    const stranger = await makeAdult(server)
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    for (const [who, code] of [
      [others[0]!, 'head_only'],
      [stranger, 'not_in_family'],
      [applicant, 'wrong_door'],
    ] as const) {
      expect((await who.client.get('/me/family/code')).code).toBe(code)
      expect((await who.client.post('/me/family/code', { validDays: 7, usesMax: 7 })).code).toBe(code)
      expect((await who.client.post('/me/family/code/end')).code).toBe(code)
    }
    for (const body of [{ validDays: 31, usesMax: 7 }, { validDays: 7, usesMax: 8 }, { validDays: 7 }])
      expect((await head.client.post('/me/family/code', body)).code).toBe('malformed')
    const code = await newCode(head)
    const { rows } = await server.db
      .selectFrom('familyCodes')
      .selectAll()
      .execute()
      .then((all) => ({ rows: all }))
    expect(JSON.stringify(rows.map((row) => row.codeEnc.toString('latin1')))).not.toContain(code)
    for (const who of [applicant, { client: (await makeStaff(server, 'site_admin')).client }]) {
      expect((await look(who, code)).code).toBe('not_verified')
      expect((await join(who, code)).code).toBe('not_verified')
    }
  })
  test('trying codes is slowed down, over looking and joining', async () => {
    const strict = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
    const guesser = await makeAdult(strict)
    const answers = []
    for (let i = 0; i < 11; i++)
      answers.push(await (i % 2 === 0 ? look(guesser, `BCDFGHJ${i}`) : join(guesser, `BCDFGHJ${i}`)))
    expect(answers.map((one) => one.code).slice(-2)).toEqual(['join_code_wrong', 'rate_limited'])
    await strict.stop()
  })
  test('F4 the ninth is refused', async () => {
    const { head } = await makeFamily(server, 7)
    const late = await makeAdult(server)
    const code = await newCode(head)
    expect((await look(late, code)).body.whyNot.joinFamily).toBe('family_full')
    const refusal = await join(late, code)
    expect([refusal.status, refusal.code]).toEqual([409, 'family_full'])
    const child = await makeWard(server, head)
    expect((await addWard(head, child)).code).toBe('family_full')
  })
})
