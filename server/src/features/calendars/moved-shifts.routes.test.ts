import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneOf, readCalendar } from '../../../test/calendar-reading.ts'
import { makeCrew, makeCrewTeam, publishProject, type CrewMember } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://volunteer.example' })
  await makeSite(server)
})
afterAll(() => server.stop())

test('R15: a shift that was moved keeps its UID and raises its SEQUENCE, for its people and for those who follow', async () => {
  const team = await makeCrewTeam(server)
  const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
  const { projectId, shiftIds } = await publishProject(server, team, { autoAdmit: true })
  await person.client.post(`/projects/${projectId}/signups`, { shiftId: shiftIds[0], riskAccepted: true })
  const own = new URL((await person.client.post<{ url: string }>('/me/calendar')).body.url).pathname
  const shown = async (url: string) => {
    const { body } = await server.app.inject({ method: 'GET', url })
    const [event] = readCalendar(body).events
    return ['UID', 'SEQUENCE', 'DTSTART'].map((name) => oneOf(event!, name).value)
  }
  const calendars = [own, `/api/v1/teams/${team.teamId}/calendar.ics`]
  const before = await Promise.all(calendars.map(shown))
  server.setNow(new Date(server.now().getTime() + 60_000).toISOString())
  const to = { startsAt: '2026-11-28T06:00:00Z', endsAt: '2026-11-28T09:00:00Z', reason: '展馆下午才开门' }
  const moved = await team.leader.client.post(`/projects/${projectId}/shifts/${shiftIds[0]}/move`, to)
  expect(moved.status).toBe(200)
  for (const [i, [uid, sequence, startsAt]] of (await Promise.all(calendars.map(shown))).entries()) {
    expect([uid, startsAt]).toEqual([before[i]![0], '20261128T140000'])
    expect(Number(sequence)).toBeGreaterThan(Number(before[i]![1]))
  }
})
