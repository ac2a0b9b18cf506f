import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, type TestTeam } from '../../../test/teams.ts'

let server: TestServer
let city: TestTeam
let team: TestTeam
const PHONE = '13812340099'

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

const entry = (change: Record<string, unknown> = {}) => ({
  duty: 'liaison_officer',
  name: '陈静',
  gender: 'female',
  title: '社区干事',
  volunteerNumber: null,
  phone: PHONE,
  email: null,
  wechat: ' chen-jing ',
  ...change,
})
interface Register {
  entries: { duty: string; name: string; title: string; phone: string; wechat: string | null }[]
  whyNot: { saveStaffRegister: string | null }
}
const path = () => `/teams/${team.teamId}/staff-register`
const save = (...entries: object[]) => team.leader.client.put<Register>(path(), { entries })

describe('B12 the staff register', () => {
  test('each wrong field is named, and what was kept stays', async () => {
    checked(await save(entry()), 200)
    const wrongs: [Record<string, unknown>, string, string][] = [
      [{ name: '1' }, 'name_malformed', 'entries.1.name'],
      [{ title: '  ' }, 'title_missing', 'entries.1.title'],
      [{ volunteerNumber: 'V441302261100001A' }, 'volunteer_number_malformed', 'entries.1.volunteerNumber'],
      [{ phone: '12' }, 'contact_phone_malformed', 'entries.1.phone'],
      [{ email: 'chen at home' }, 'email_malformed', 'entries.1.email'],
    ]
    for (const [change, code, field] of wrongs) {
      const answer = await save(entry(), entry(change))
      expect([answer.status, answer.code, answer.facts]).toEqual([422, code, { field }])
    }
    const { body } = await team.leader.client.get<Register>(path())
    expect(body.entries).toHaveLength(1)
    expect(body.entries[0]).toMatchObject({ phone: PHONE, wechat: 'chen-jing' })
  })

  test('what would break a line of the sheet is a blank', async () => {
    const broken = checked(await save(entry({ title: '主任\r\n=1+1', wechat: 'a\u0000b' })), 200)
    expect(broken.entries[0]).toMatchObject({ title: '主任 =1+1', wechat: 'a b' })
  })

  test('the whole register takes the place of the last, in its order', async () => {
    const number = team.leader.number
    checked(
      await save(
        entry({ duty: 'supervising_leader', name: '温玉明', volunteerNumber: number.toLowerCase() }),
        entry(),
      ),
      200,
    )
    const { body } = await team.leader.client.get<Register>(path())
    expect(body.entries.map(({ duty, name }) => [duty, name])).toEqual([
      ['supervising_leader', '温玉明'],
      ['liaison_officer', '陈静'],
    ])
    expect(body.entries[0]).toMatchObject({ volunteerNumber: number })
    expect(body.whyNot.saveStaffRegister).toBeNull()
  })

  test('those above and the authority of the region read it, others do not', async () => {
    const above = await city.leader.client.get<Register>(path())
    expect([above.status, above.body.whyNot.saveStaffRegister]).toEqual([200, null])
    const reviewer = await makeStaff(server, 'authority_reviewer', '441302')
    const seen = await reviewer.client.get<Register>(path())
    expect([seen.status, seen.body.whyNot.saveStaffRegister]).toEqual([200, 'not_your_team'])
    const viewer = await makeStaff(server, 'authority_viewer', '441302')
    const beside = await makeStaff(server, 'authority_reviewer', '441303')
    const other = await makeTeam(server, { parent: city })
    for (const { client } of [viewer, beside, other.leader])
      expect((await client.get(path())).code).toBe('not_your_team')
    expect((await (await makeVolunteer(server)).client.get(path())).code).toBe('wrong_door')
    expect((await other.leader.client.put(path(), { entries: [] })).code).toBe('not_your_team')
  })

  test('a region has its registers in one list, and the trail knows who read them', async () => {
    const reviewer = await makeStaff(server, 'authority_reviewer', '441302')
    const { body } = await reviewer.client.get<{ items: { teamName: string; entries: object[] }[] }>(
      '/staff-registers?region=441302',
    )
    expect(body.items).toEqual([
      expect.objectContaining({ teamName: team.name, entries: [expect.anything(), expect.anything()] }),
    ])
    checked(await reviewer.client.post(`/teams/${team.teamId}/suspend`, { cause: '核查' }), 200)
    const held = await reviewer.client.get<{ items: object[] }>('/staff-registers?region=441302')
    expect(held.body.items).toHaveLength(1)
    checked(await reviewer.client.post(`/teams/${team.teamId}/resume`), 200)
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select('subjectId')
      .where('deed', '=', 'listStaffRegisters')
      .execute()
    expect(lines).toEqual([{ subjectId: team.teamId }, { subjectId: team.teamId }])
    expect((await reviewer.client.get('/staff-registers?region=441303')).code).toBe('not_your_region')
    expect((await reviewer.client.get('/staff-registers?region=999999')).code).toBe('region_not_found')
    const viewer = await makeStaff(server, 'authority_viewer', '441302')
    expect((await viewer.client.get('/staff-registers?region=441302')).code).toBe('not_your_region')
  })

  test('ways to reach a person are sealed', async () => {
    const rows = await server.reader.selectFrom('staffRegisters').selectAll().execute()
    expect(
      JSON.stringify(rows.map((row) => ({ ...row, phone: row.phoneEnc.toString('latin1') }))),
    ).not.toContain(PHONE)
  })
})
