import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines } from '../../../test/lines.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import { makeFederation, makeTeam } from '../../../test/teams.ts'
import { FIGURES_RECOUNTED, listDifferences } from './index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  const team = await makeTeam(server, { parent: await makeFederation(server) })
  const { volunteerId } = await makeVolunteer(server)
  await postLines(server, [
    lineOf(server, { volunteerId, team, regionPath: '441302', servedOn: '2026-11-20', minutes: 60 }),
  ])
})
afterAll(() => server.stop())

test('after the deeds nothing differs', async () => {
  expect(await listDifferences(server.reader)).toEqual([])
})

test.each([
  ['region_people', sql`update region_people set claimed = claimed + 1`],
  ['region_teams', sql`update region_teams set active = active - 1`],
  ['teams.member_count', sql`update teams set member_count = member_count + 2`],
  ['region_projects', sql`insert into region_projects values ('441302', 1)`],
  [
    'shifts.admitted_count',
    sql`insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount, admitted_count)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), now() + interval '1 hour', 3, 2)`,
  ],
  [
    'shifts.held_count, shifts.waiting_count',
    sql`insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount, held_count, waiting_count)
    values (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), now(), now() + interval '1 hour', 3, 1, 2)`,
  ],
  ['door_counts', sql`insert into door_counts values (gen_random_uuid(), gen_random_uuid(), 1, 0)`],
  ['volunteer_totals', sql`update volunteer_totals set last_month = '2020-01'`],
  ['volunteer_years', sql`update volunteer_years set credit_minutes = 61`],
  ['volunteer_periods', sql`update volunteer_periods set firm_activities = 2 where period = '2026/27'`],
  ['team_months', sql`update team_months set grade = 'B'`],
  ['region_months', sql`delete from region_months`],
  ['region_last_months', sql`update region_last_months set people = 2`],
])('a fault in %s is found, and in it alone', async (figure, fault) => {
  const spoilt = new Error('spoilt')
  const spoil = server.db.transaction().execute(async (tx) => {
    await fault.execute(tx)
    const differences = await listDifferences(tx)
    expect(differences.length).toBeGreaterThan(0)
    expect(new Set(differences.map((difference) => difference.figure))).toEqual(new Set([figure]))
    expect(differences.every(({ kept, counted }) => kept !== counted)).toBe(true)
    throw spoilt
  })
  await expect(spoil).rejects.toBe(spoilt)
})

test('every figure of the list has been spoilt above', () => {
  expect(FIGURES_RECOUNTED).toHaveLength(13)
})
