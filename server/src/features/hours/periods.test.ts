import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines, reversalOf } from '../../../test/lines.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { listDifferences } from '../statistics/index.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const line = (volunteerId: VolunteerId, servedOn: string, minutes: number, grade: 'A' | 'E' = 'A') =>
  lineOf(server, { volunteerId, team, regionPath: '441302', servedOn, minutes, grade })
const periodsOf = async (volunteerId: VolunteerId) => {
  const rows = await server.reader
    .selectFrom('volunteerPeriods')
    .select(['period', 'minutes', 'activities', 'firmMinutes', 'firmActivities'])
    .where('volunteerId', '=', volunteerId)
    .orderBy('period')
    .execute()
  return rows.map((row) => Object.values(row))
}
const differences = async () =>
  (await listDifferences(server.reader)).filter(({ figure }) => figure === 'volunteer_periods')
const anybody = async () => (await makeCrew(server, 1, { team }))[0]!.volunteerId

test('C9 O4: a day counts for its calendar year and for its school year, which begins on the first of September', async () => {
  const who = await anybody()
  await postLines(server, [
    line(who, '2026-08-31', 60),
    line(who, '2026-09-01', 30),
    line(who, '2026-01-01', 10),
  ])
  expect(await periodsOf(who)).toEqual([
    ['2025/26', 70, 2, 70, 2],
    ['2026', 100, 3, 100, 3],
    ['2026/27', 30, 1, 30, 1],
  ])
})

test('C9 O5: two lines of a project on a day are one activity, and what is graded E is kept apart', async () => {
  const who = await anybody()
  const projectId = uuidv7<ProjectId>(server.now())
  const first = { ...line(who, '2026-10-10', 60), projectId }
  const second = { ...line(who, '2026-10-10', 30, 'E'), projectId }
  second.startsAt = new Date('2026-10-10T06:00:00Z')
  second.endsAt = new Date('2026-10-10T06:30:00Z')
  await postLines(server, [first])
  await postLines(server, [second, line(who, '2026-10-11', 45, 'E')])
  expect(await periodsOf(who)).toEqual([
    ['2026', 135, 2, 60, 1],
    ['2026/27', 135, 2, 60, 1],
  ])
})

test('C9 O6: a reversal takes minutes and activity out again, and what stays equals a recount', async () => {
  const who = await anybody()
  const projectId = uuidv7<ProjectId>(server.now())
  const noon = { startsAt: new Date('2026-10-12T06:00:00Z'), endsAt: new Date('2026-10-12T06:20:00Z') }
  const posted = await postLines(server, [
    { ...line(who, '2026-10-12', 60), projectId },
    { ...line(who, '2026-10-12', 20), projectId, ...noon },
    line(who, '2026-10-13', 40),
  ])
  await postLines(server, [reversalOf(posted[0]!)])
  expect((await periodsOf(who))[0]).toEqual(['2026', 60, 2, 60, 2])
  await postLines(server, [reversalOf(posted[1]!)])
  expect((await periodsOf(who))[0]).toEqual(['2026', 40, 1, 40, 1])
  expect(await differences()).toEqual([])
})

test('C9 O6: many people, many days, and reversals in any order come to the recount', async () => {
  const people = await makeCrew(server, 12, { team })
  const lines = people.flatMap(({ volunteerId }, i) =>
    Array.from({ length: 10 }, (_, n) =>
      line(
        volunteerId,
        `2026-${String(((i + n) % 11) + 1).padStart(2, '0')}-0${(n % 9) + 1}`,
        30 + n,
        n % 4 === 0 ? 'E' : 'A',
      ),
    ),
  )
  const posted = await postLines(server, lines)
  await postLines(server, posted.filter((_, n) => n % 3 === 0).map(reversalOf))
  expect(await differences()).toEqual([])
  await server.db
    .updateTable('volunteerPeriods')
    .set({ activities: 99 })
    .where('volunteerId', '=', people[0]!.volunteerId)
    .execute()
  expect((await differences()).length).toBeGreaterThan(0)
})
