import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { maybeOf, oneOf, readCalendar, wordsOf } from '../../../test/calendar-reading.ts'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { admit } from '../../../test/door.ts'
import { statementsOf } from '../../../test/evaluations.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let team: CrewTeam
let person: CrewMember
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://volunteer.example' })
  await makeSite(server)
  team = await makeCrewTeam(server)
  person = (await makeCrew(server, 1, { team }))[0]!
})
afterAll(() => server.stop())

const open = (address: string, headers: Record<string, string> = {}) => {
  const { pathname, search } = new URL(address, 'https://volunteer.example')
  return server.app.inject({ method: 'GET', url: pathname + search, headers })
}
const renew = async (of = person) => (await of.client.post<{ url: string }>('/me/calendar')).body.url
const eventsAt = async (url: string) => readCalendar((await open(url)).body).events

describe("J14: a person's calendar", () => {
  test('holds what they signed up for, and tells of nobody else', async () => {
    const { projectId, shiftIds } = await publishProject(server, team, {
      leaderName: '林静',
      autoAdmit: false,
    })
    const signedUp = await person.client.post(`/projects/${projectId}/signups`, {
      shiftId: shiftIds[0],
      riskAccepted: true,
    })
    expect(signedUp.status).toBe(201)
    const url = await renew()
    const [event] = await eventsAt(url)
    expect(wordsOf(event!, 'SUMMARY')).toBe('西湖花市秩序引导')
    expect(oneOf(event!, 'STATUS').value).toBe('TENTATIVE')
    expect(oneOf(event!, 'URL').value).toBe(`https://volunteer.example/projects/${projectId}`)
    expect((await open(url)).body).not.toMatch(/林静|13800138000/)
    const { signupId } = signedUp.body as { signupId: string }
    server.setNow('2026-11-24T02:10:00Z')
    await team.leader.client.post(`/projects/${projectId}/signup-decisions`, {
      decisions: [{ signupId, decision: 'admit' }],
    })
    const [admitted] = await eventsAt(url)
    expect([oneOf(admitted!, 'STATUS').value, oneOf(admitted!, 'UID').value]).toEqual([
      'CONFIRMED',
      oneOf(event!, 'UID').value,
    ])
    expect(Number(oneOf(admitted!, 'SEQUENCE').value)).toBeGreaterThan(
      Number(oneOf(event!, 'SEQUENCE').value),
    )
    expect(admitted!.components).toHaveLength(2)
    server.setNow('2026-11-24T02:20:00Z')
    await person.client.post(`/me/signups/${signupId}/withdraw`, {})
    expect((await eventsAt(url)).map((one) => oneOf(one, 'STATUS').value)).toEqual(['CANCELLED'])
  })

  test('J16: a new address ends the one before, ending it ends all; only a hash of it is kept', async () => {
    const [own] = await makeCrew(server, 1, { team })
    const first = await renew(own)
    const second = await renew(own)
    expect(second).toMatch(/^https:\/\/volunteer\.example\/api\/v1\/calendars\/[\w-]{43}\.ics$/)
    expect([(await open(first)).statusCode, (await open(second)).statusCode]).toEqual([404, 200])
    const rows = await server.reader.selectFrom('calendarSecrets').select('secretHash').execute()
    const secret = /calendars\/(.*)\.ics/.exec(second)![1]!
    expect(
      rows.some(
        ({ secretHash }) =>
          secretHash.includes(secret) || secretHash.equals(Buffer.from(secret, 'base64url')),
      ),
    ).toBe(false)
    const mine = await own!.client.get<{ madeAt: string | null }>('/me/calendar')
    expect(mine.body.madeAt).toBe(server.now().toISOString())
    expect(JSON.stringify(mine.body)).not.toContain(secret)
    expect((await own!.client.post('/me/calendar/end')).status).toBe(200)
    expect((await own!.client.post('/me/calendar/end')).code).toBe('no_calendar')
    expect((await open(second)).statusCode).toBe(404)
  })

  test('J16: what is not an address, and one of nobody, open nothing', async () => {
    expect((await open(`/api/v1/calendars/${'a'.repeat(43)}.ics`)).statusCode).toBe(404)
    expect((await open('/api/v1/calendars/abc.ics')).statusCode).toBe(400)
  })

  test('J13: its words are Chinese, or English where that is asked for', async () => {
    const url = await renew()
    expect((await open(url)).body).toContain('X-WR-CALNAME:我的志愿服务')
    const english = (await open(`${url}?lang=en`)).body
    expect(english).toContain('X-WR-CALNAME:My volunteering')
    expect(english).not.toMatch(/岗位|团体：|已录用/)
    expect((await open(`${url}?lang=fr`)).statusCode).toBe(400)
  })

  test('J13: a program that has it already is told so', async () => {
    const url = await renew()
    const first = await open(url)
    expect(first.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(first.headers['cache-control']).toBe('private, no-cache')
    const again = await open(url, { 'if-none-match': String(first.headers['etag']) })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await open(url, { 'if-none-match': '"other"' })).statusCode).toBe(200)
  })

  test('J16: its address stands in no line of the log, not even when reading fails', async () => {
    const lines: string[] = []
    const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const broken = {
      ...server,
      reader: {
        ...server.reader,
        selectFrom: () => {
          throw new Error('lost')
        },
      },
    }
    const { app } = await createServer({
      config: readConfig({ LOG_LEVEL: 'trace' }),
      opened: broken,
      vault: server.vault,
      clock: () => server.now(),
      logger,
    })
    const secret = 'b'.repeat(43)
    const answer = await app.inject({ method: 'GET', url: `/api/v1/calendars/${secret}.ics` })
    await app.close()
    expect(answer.statusCode).toBe(500)
    expect(lines.join('')).toContain('lost')
    expect(lines.join('')).not.toContain(secret)
  })
})

describe('J15: calendars for everybody', () => {
  const weekly = {
    rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20261219T155959Z',
    ...{ from: '2026-11-28', startTime: '09:00', endTime: '12:00', breakMinutes: 0, headcount: 5 },
    ...{ holidays: 'skip', makeupDays: 'skip' },
  }
  const on = (day: string) => ({
    startsAt: `2026-12-${day}T01:00:00.000Z`,
    endsAt: `2026-12-${day}T04:00:00.000Z`,
  })

  test("a team's, with the teams below: shifts of a rule as one event, the missing day left out, the moved one by itself", async () => {
    const below = await makeCrewTeam(server, { name: '护河队' })
    const moved = { startsAt: '2026-12-13T01:00:00.000Z', endsAt: '2026-12-13T04:00:00.000Z' }
    const positions = [{ ...positionForm({}, on('05'), moved, on('19')), plan: weekly }]
    const { projectId } = await publishProject(server, below, { title: '每周护河', positions })
    const draft = await below.leader.client.post(`/teams/${below.teamId}/projects`, {})
    expect(draft.status).toBe(400)
    const events = await eventsAt(`/api/v1/teams/${below.teamId}/calendar.ics`)
    expect(
      events.map((event) => [oneOf(event, 'DTSTART').value, maybeOf(event, 'RRULE')?.value ?? null]),
    ).toEqual([
      ['20261128T090000', weekly.rule],
      ['20261213T090000', null],
    ])
    expect(oneOf(events[0]!, 'EXDATE').value).toBe('20261212T090000')
    expect(wordsOf(events[0]!, 'DESCRIPTION')).toContain('护河队')
    const made = await below.leader.client.post<{ seriesId: string }>(`/teams/${below.teamId}/series`, {
      name: '护河',
      intro: '',
    })
    const path = `/api/v1/series/${made.body.seriesId}/calendar.ics`
    expect((await open(path)).statusCode).toBe(404)
    await below.leader.client.put(`/series/${made.body.seriesId}/projects/${projectId}`, {})
    expect(await eventsAt(path)).toHaveLength(2)
  })

  test('positions at the same time are one date; a team above has those of the teams below', async () => {
    const above = await makeCrewTeam(server)
    const below = await makeCrewTeam(server)
    await publishProject(server, below, {
      positions: [positionForm({}), { ...positionForm({}), name: '摄影' }],
    })
    const path = `${above.path}${below.path.slice(1)}`
    await server.db
      .updateTable('projects')
      .set({ teamPath: path })
      .where('teamId', '=', below.teamId)
      .execute()
    const events = await eventsAt(`/api/v1/teams/${above.teamId}/calendar.ics`)
    expect(events.map((event) => wordsOf(event, 'DESCRIPTION').split('\n')[0])).toEqual([
      '岗位：秩序引导员、摄影',
    ])
  })

  test('what is called off is told as cancelled until its day, a shift of a rule is left out of it', async () => {
    const own = await makeCrewTeam(server)
    const positions = [{ ...positionForm({}, on('05'), on('12'), on('19')), plan: weekly }]
    const { projectId, shiftIds } = await publishProject(server, own, { positions })
    const path = `/api/v1/teams/${own.teamId}/calendar.ics`
    const [before] = await eventsAt(path)
    server.setNow('2026-11-24T02:40:00Z')
    const callOff = (what: string) =>
      own.leader.client.post(`/projects/${projectId}${what}/cancel`, { reason: '水位太高' })
    expect((await callOff(`/shifts/${shiftIds[2]!}`)).status).toBe(200)
    const [without] = await eventsAt(path)
    expect([oneOf(without!, 'STATUS').value, oneOf(without!, 'EXDATE').value]).toEqual([
      'CONFIRMED',
      '20261212T090000',
    ])
    expect((await callOff('')).status).toBe(200)
    const after = await eventsAt(path)
    expect(after).toHaveLength(1)
    expect([oneOf(after[0]!, 'STATUS').value, oneOf(after[0]!, 'UID').value]).toEqual([
      'CANCELLED',
      oneOf(before!, 'UID').value,
    ])
    const [first, second, third] = [before!, without!, after[0]!].map((event) =>
      Number(oneOf(event, 'SEQUENCE').value),
    )
    expect([second! > first!, third! > second!]).toEqual([true, true])
  })

  test('is read in two statements, the address of a person in one', async () => {
    const own = await makeCrewTeam(server)
    await publishProject(server, own)
    expect(await statementsOf(server.client(), `/teams/${own.teamId}/calendar.ics`)).toBe(2)
    await renew()
    expect(await statementsOf(person.client, '/me/calendar')).toBe(1)
  })

  test('a team that is held offers nothing in it, neither its own nor those of the teams above', async () => {
    const above = await makeCrewTeam(server)
    const below = await makeCrewTeam(server)
    await publishProject(server, below)
    const path = `${above.path}${below.path.slice(1)}`
    const isBelow = sql<boolean>`team_id = ${below.teamId}`
    await server.db.updateTable('teams').set({ path }).where(isBelow).execute()
    await server.db.updateTable('projects').set({ teamPath: path }).where(isBelow).execute()
    const urls = [above, below].map(({ teamId }) => `/api/v1/teams/${teamId}/calendar.ics`)
    const counts = () => Promise.all(urls.map(async (url) => (await eventsAt(url)).length))
    expect(await counts()).toEqual([1, 1])
    await server.db.updateTable('teams').set({ status: 'suspended' }).where(isBelow).execute()
    expect(await counts()).toEqual([0, 0])
  })

  test('one that is too long leaves out whole projects and says so; no date looks called off for it', async () => {
    const own = await makeCrewTeam(server)
    const positions = [{ ...positionForm({}, on('05'), on('12'), on('19')), plan: weekly }]
    await publishProject(server, own, { title: '每周护河', positions })
    const long = await publishProject(server, own, { title: '东江游客中心' })
    const path = `/api/v1/teams/${own.teamId}/calendar.ics`
    /** Between the first Saturday and the second. */
    const add = (shifts: number) =>
      sql`
      insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount)
      select project_id, gen_random_uuid(), position_id, starts_at + n * interval '10 minutes',
        starts_at + n * interval '10 minutes' + interval '1 hour', 1
      from shifts, generate_series(1, ${shifts}::int) as n
      where shift_id = ${long.shiftIds[0]!}`.execute(server.db)
    const read = async () => {
      const calendar = readCalendar((await open(path)).body)
      const rule = calendar.events.filter((event) => maybeOf(event, 'RRULE') !== undefined)
      const except = rule.map((event) => maybeOf(event, 'EXDATE')?.value ?? null)
      return { except, isCut: (await open(path)).body.replaceAll('\r\n ', '').includes('只列出最早的一部分') }
    }
    await add(400)
    expect(await read()).toEqual({ except: [null], isCut: false })
    await add(100)
    expect(await read()).toMatchObject({ isCut: true })
    for (const except of (await read()).except) expect(except).toBeNull()
  })

  test('may be kept by caches between, but not where its links come from the request', async () => {
    const own = await makeCrewTeam(server)
    const path = `/api/v1/teams/${own.teamId}/calendar.ics`
    const { headers } = await open(path)
    expect([headers['cache-control'], headers['vary']]).toEqual(['public, max-age=300', undefined])
    const { app } = await createServer({
      config: readConfig({ LOG_LEVEL: 'silent' }),
      opened: server,
      vault: server.vault,
      clock: () => server.now(),
    })
    await publishProject(server, own)
    const ask = (url: string, host: string) => app.inject({ method: 'GET', url, headers: { host } })
    for (const url of [path, '/api/v1/project-feed']) {
      const answer = await ask(url, 'one.example')
      expect(answer.body).toContain('http://one.example/projects/')
      expect([answer.headers['cache-control'], answer.headers['vary']]).toEqual([
        'private, max-age=300',
        'host',
      ])
      expect((await ask(url, 'evil.example/?')).statusCode).toBe(400)
    }
    await app.close()
  })

  test('who is on no roster changes nothing in it, and a team that is gone has none', async () => {
    const own = await makeCrewTeam(server)
    const { projectId, shiftIds } = await publishProject(server, own)
    const before = (await open(`/api/v1/teams/${own.teamId}/calendar.ics`)).headers['etag']
    await admit(server, { projectId, shiftId: shiftIds[0]! }, [person])
    expect((await open(`/api/v1/teams/${own.teamId}/calendar.ics`)).headers['etag']).toBe(before)
    expect((await open(`/api/v1/teams/${crypto.randomUUID()}/calendar.ics`)).statusCode).toBe(404)
  })
})
