import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { act, caseOf, idOf, look, report, SAW, seen, uploadedPicture } from '../../../test/complaining.ts'
import { makeCrewTeam, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { checked, staffClient } from '../../../test/teams.ts'

let server: TestServer
let team: CrewTeam
let leader: Client
let office: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  leader = (await enlisted(server, team, 'team_leader')).client
  office = (await makeStaff(server, 'site_admin', '441302')).client
})
afterAll(() => server.stop())

const noticesOf = async (client: Client): Promise<{ kind: string; link: string }[]> =>
  (await client.get<{ items: { kind: string; link: string }[] }>('/me/notices')).body.items

describe('Y1 to Y6: reporting', () => {
  test('a guest reports a team, and reads its state with number and secret', async () => {
    const guest = server.client()
    const wishes = { happenedOn: '2026-11-20', place: '东湖公园', contact: '微信 zy-1' }
    const { number, secret, dueOn } = checked(await report(guest, team.teamId, wishes), 201)
    // Tuesday 24 November and five working days.
    expect([number, secret.length, dueOn]).toEqual([
      expect.stringMatching(/^26[2-9B-Z]{10}$/),
      16,
      '2026-12-01',
    ])
    const mine = await seen(server.client(), { number: number.toLowerCase(), secret: ` ${secret}` })
    expect(mine).toMatchObject({ status: 'submitted', dueOn: '2026-12-01', daysLeft: 5, outcome: null })
    expect(mine.steps).toEqual([expect.objectContaining({ kind: 'submitted', side: 'reporter', words: SAW })])
    expect((await noticesOf(office))[0]).toMatchObject({
      kind: 'complaint_submitted',
      link: `/admin/complaints?complaint=${await idOf(server, { number })}`,
    })
    expect((await noticesOf(leader)).some(({ kind }) => kind.startsWith('complaint'))).toBe(false)
  })
  test('somebody with an account finds it there, and has one open case about a subject', async () => {
    const { client } = await makeVolunteer(server)
    const { number } = checked(await report(client, team.teamId), 201)
    const list = checked(await client.get<{ items: { number: string }[] }>('/me/complaints'), 200)
    expect(list.items.map((one) => one.number)).toEqual([number])
    expect((await seen(client, { number })).status).toBe('submitted')
    expect((await report(client, team.teamId)).code).toBe('already_reported')
    const raced = await makeVolunteer(server)
    const both = await Promise.all([report(raced.client, team.teamId), report(raced.client, team.teamId)])
    expect(both.map(({ status, code }) => code ?? status).sort()).toEqual([201, 'already_reported'])
  })
  test('an anonymous report leaves no account in the case nor in the trail, and is read with its secret only', async () => {
    const { client } = await makeVolunteer(server)
    const key = checked(await report(client, team.teamId, { anonymous: true }), 201)
    expect((await client.get<{ items: object[] }>('/me/complaints')).body.items).toEqual([])
    expect((await look(client, { number: key.number })).code).toBe('complaint_not_found')
    checked(
      await client.post('/complaint-reads/additions', { number: key.number, secret: key.secret, words: SAW }),
      200,
    )
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select(['deed', 'actorAccountId'])
      .where('subjectId', '=', await idOf(server, key))
      .execute()
    expect(lines).toEqual([
      { deed: 'submitComplaint', actorAccountId: null },
      { deed: 'addToComplaint', actorAccountId: null },
    ])
  })
  test('every refusal of a report', async () => {
    const guest = server.client()
    const many = Array.from({ length: 6 }, (_, i) => `019ab000-0000-7000-8000-00000000000${i}`)
    const refused = [
      [{ words: '收钱' }, 422, 'words_too_short'],
      [{ happenedOn: '2026-11-25' }, 422, 'day_in_future'],
      [{ fileIds: many }, 422, 'pictures_too_many'],
      [{ fileIds: many.slice(0, 1) }, 404, 'file_not_found'],
      [{ subjectKind: 'project' }, 404, 'subject_not_found'],
    ] as const
    for (const [wishes, status, code] of refused) {
      const refusal = await report(guest, team.teamId, wishes)
      expect([refusal.status, refusal.code]).toEqual([status, code])
    }
  })
  describe('Y6: reports about one subject have a limit of their own', () => {
    let strict: TestServer
    let crowded: CrewTeam
    beforeEach(async () => {
      strict = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
      await makeSite(strict)
      crowded = await makeCrewTeam(strict)
    })
    afterEach(() => strict.stop())
    const send = async (remoteAddress: string, words = SAW): Promise<string | number> => {
      const answer = await strict.app.inject({
        ...{ method: 'POST', url: '/api/v1/complaints', remoteAddress },
        headers: { 'x-requested-with': 'zhiyuan' },
        payload: {
          ...{ subjectKind: 'team', subjectId: crowded.teamId, kind: 'other', words },
          ...{ happenedOn: null, place: '', contact: '', mayName: false, anonymous: false, fileIds: [] },
        },
      })
      return answer.json<{ code?: string }>().code ?? answer.statusCode
    }

    test('whoever sends them', async () => {
      const answers: (string | number)[] = []
      for (let i = 0; i < 31; i += 1) answers.push(await send(`10.0.0.${i}`))
      expect(answers.filter((one) => one === 201).length).toBe(30)
      expect(answers.at(-1)).toBe('rate_limited')
    }, 60_000)

    test('which nobody uses up alone, neither with reports nor with what is refused', async () => {
      const mine = [SAW, SAW, SAW, SAW].map((words) => send('10.0.0.1', words))
      expect((await Promise.all(mine)).sort()).toEqual([201, 201, 201, 'rate_limited'])
      for (let i = 2; i < 22; i += 1)
        for (const words of ['x', 'y']) expect(await send(`10.0.0.${i}`, words)).toBe('words_too_short')
      expect(await send('10.0.1.1')).toBe(201)
    }, 60_000)
  })

  test('a project is reported to the authority of its place', async () => {
    const { projectId } = await publishProject(server, team)
    const key = checked(await report(server.client(), projectId, { subjectKind: 'project' }), 201)
    const queue = checked(await office.get<{ items: { number: string }[] }>('/complaints'), 200)
    expect(queue.items.map(({ number }) => number)).toContain(key.number)
    const beside = (await makeStaff(server, 'site_admin', '441303')).client
    expect((await beside.get<{ items: object[] }>('/complaints')).body.items).toEqual([])
    expect((await beside.get(`/complaints/${await idOf(server, key)}`)).code).toBe('not_your_region')
  })
})

describe('Y7 to Y10: who reads and handles', () => {
  test('a viewer reads and does nothing; who holds a role in the team or reported it neither', async () => {
    const reporter = await makeStaff(server, 'authority_reviewer', '441302')
    const key = checked(await report(reporter.client, team.teamId), 201)
    const complaintId = await idOf(server, key)
    const viewer = (await makeStaff(server, 'authority_viewer', '441302')).client
    expect((await caseOf(viewer, complaintId)).whyNot['settleComplaint']).toBe('not_your_region')
    expect((await act(viewer, complaintId, 'accept')).code).toBe('not_your_region')
    expect((await act(reporter.client, complaintId, 'accept')).code).toBe('own_complaint')
    const both = await enlisted(server, team, 'team_viewer')
    await server.db
      .insertInto('grants')
      .values({
        ...{ grantId: '019ab000-0000-7000-8000-0000000000aa', accountId: both.accountId, role: 'site_admin' },
        ...{ bodyName: '区文明办', regionPath: '441302', grantedAt: server.now() },
      })
      .execute()
    const fresh = await staffClient(server, both.accountId)
    expect((await fresh.get(`/complaints/${complaintId}`)).code).toBe('own_team')
    expect((await act(fresh, complaintId, 'accept')).code).toBe('own_team')
    expect((await fresh.get<{ items: object[] }>('/complaints')).body.items).toEqual([])
    const later = checked(await report(server.client(), team.teamId), 201)
    const told = await noticesOf(fresh)
    expect(told.some(({ link }) => link.includes(later.number))).toBe(false)
    expect(told.filter(({ kind }) => kind === 'complaint_submitted')).toEqual([])
  })
  test('contact and pictures are opened with a reason, which is kept, and pictures for an hour', async () => {
    const reporter = await makeVolunteer(server)
    const fileIds = [await uploadedPicture(server)]
    const wishes = { contact: '13900001111', fileIds }
    const key = checked(await report(reporter.client, team.teamId, wishes), 201)
    const complaintId = await idOf(server, key)
    const before = await caseOf(office, complaintId)
    expect([before.hasContact, before.pictures, before.fileIds, before.reporter]).toEqual([
      true,
      1,
      [],
      'account',
    ])
    expect(JSON.stringify(before)).not.toContain(reporter.name)
    const file = `/complaint-files/${fileIds[0]}`
    expect((await office.get(file)).code).toBe('not_revealed')
    expect((await act(office, complaintId, 'reveal', { reason: ' ' })).code).toBe('reveal_reason_missing')
    const opened = await act(office, complaintId, 'reveal', { reason: '向举报人核实收费凭据' })
    expect(opened.body['contact']).toBe('13900001111')
    expect((await office.get(file)).status).toBe(200)
    expect((await caseOf(office, complaintId)).steps.at(-1)).toMatchObject({
      kind: 'revealed',
      words: '向举报人核实收费凭据',
    })
    const other = (await makeStaff(server, 'site_admin', '441302')).client
    expect((await other.get(file)).code).toBe('not_revealed')
    expect((await leader.get(file)).code).toBe('wrong_door')
    server.setNow(new Date(server.now().getTime() + 3_600_000))
    expect((await office.get(file)).code).toBe('not_revealed')
    // The reporter reads neither notes nor who looked.
    checked(await act(office, complaintId, 'notes', { words: '先核对账目' }), 200)
    const mine = await seen(reporter.client, { number: key.number })
    expect(mine.steps.map(({ kind }) => kind)).toEqual(['submitted'])
  })
  test('the queue takes three statements, and fifty cases of it fit into 50 kB', async () => {
    const place = await makeCrewTeam(server, { regionCode: '441324' })
    const { client } = await makeStaff(server, 'authority_reviewer', '441324')
    for (let i = 0; i < 50; i += 1) checked(await report(server.client(), place.teamId), 201)
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    try {
      const countOf = async (path: string): Promise<number> => {
        const before = connect.mock.calls.length
        await client.get(path)
        return connect.mock.calls.length - before
      }
      const signingIn = await countOf('/complaints?limit=0')
      expect((await countOf('/complaints?limit=50')) - signingIn).toBe(3)
    } finally {
      connect.mockRestore()
    }
    const page = checked(await client.get<{ items: object[] }>('/complaints?limit=50'), 200)
    expect(page.items.length).toBe(50)
    expect(JSON.stringify(page).length).toBeLessThan(50_000)
  }, 30_000)
  test('canary: contact, place, secret and every word of a case are kept sealed', async () => {
    const planted = ['13977770001', '440106197908239871', '东湖公园西门八号亭', '已向其本人核实']
    const wishes = {
      contact: planted[0],
      words: `收钱的人是 ${planted[1]}，当天没有收据。`,
      place: planted[2],
    }
    const key = checked(await report(server.client(), team.teamId, wishes), 201)
    const complaintId = await idOf(server, key)
    checked(await act(office, complaintId, 'accept'), 200)
    checked(await act(office, complaintId, 'statements', { matter: `请说明 ${planted[2]} 的收费` }), 200)
    checked(await act(office, complaintId, 'notes', { words: planted[3] }), 200)
    const { rows } = await sql<{ text: string }>`select t::text as text from complaints t
      union all select t::text from complaint_steps t union all select t::text from complaint_statements t
      union all select t::text from audit_entries t union all select t::text from notices t`.execute(
      server.reader,
    )
    const kept = rows.map(({ text }) => text).join('\n')
    for (const secret of [...planted, key.secret])
      for (const written of [secret, Buffer.from(secret).toString('hex')])
        expect(kept.includes(written), secret).toBe(false)
    expect(kept).toContain(key.number)
  })
})
