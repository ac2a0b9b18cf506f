import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount } from '../../../test/accounts.ts'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { commands, makeWorld, run, staffActor, type World } from '../../../test/worlds.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { listDifferences } from '../statistics/index.ts'

let server: TestServer
let team: CrewTeam
let staff: World['staff']

const WORLDS = 200

beforeAll(async () => {
  server = await startTestServer()
  team = await makeCrewTeam(server)
  const second = await makeAccount(server)
  staff = [staffActor(team, team.leader.accountId), staffActor(team, second.accountId)]
})
afterAll(() => server.stop())

/** Each finds what must not be; the rows it answers are the proof of a fault. */
const laws: Record<string, (people: readonly VolunteerId[]) => ReturnType<typeof sql>> = {
  'no minute of a person is credited twice': (people) => sql`
    select a.hour_entry_id from hour_entries a join hour_entries b
      on b.volunteer_id = a.volunteer_id and b.hour_entry_id > a.hour_entry_id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
    where a.volunteer_id = any(${people}::uuid[]) and a.reverses is null and b.reverses is null
      and not exists (select from hour_entries r where r.volunteer_id = a.volunteer_id and r.reverses in (a.hour_entry_id, b.hour_entry_id))`,
  'the time taken up is that of the lines that hold': (people) => sql`
    select * from (
      select e.hour_entry_id, tstzrange(e.starts_at, e.ends_at) as span from hour_entries e
      where e.volunteer_id = any(${people}::uuid[]) and e.reverses is null
        and not exists (select from hour_entries r where r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id)) as holds
    full join (select hour_entry_id, span from credited_spans where volunteer_id = any(${people}::uuid[])) as taken
      on taken.hour_entry_id = holds.hour_entry_id and taken.span = holds.span
    where taken.span is null or holds.span is null`,
  'a line is worth no more than its time, and a day no more than a day': (people) => sql`
    select volunteer_id from hour_entries where volunteer_id = any(${people}::uuid[])
    group by volunteer_id, served_on having sum(minutes) not between 0 and 1440
    union all select volunteer_id from hour_entries where volunteer_id = any(${people}::uuid[])
      and abs(minutes) > extract(epoch from ends_at - starts_at) / 60`,
  'a line is taken out at most once, and wholly': (people) => sql`
    select r.reverses from hour_entries r join hour_entries e on e.volunteer_id = r.volunteer_id and e.hour_entry_id = r.reverses
    where r.volunteer_id = any(${people}::uuid[]) group by r.reverses having count(*) > 1 or sum(r.minutes) <> -min(e.minutes)`,
  'the total is the sum of the lines': (people) => sql`
    select t.volunteer_id from volunteer_totals t
    where t.volunteer_id = any(${people}::uuid[])
      and t.credit_minutes <> (select sum(minutes) from hour_entries e where e.volunteer_id = t.volunteer_id)`,
  'a proof that holds contains only lines that hold': (people) => sql`
    select p.proof_id from proofs p join proof_entries e on e.volunteer_id = p.volunteer_id and e.proof_id = p.proof_id
    join hour_entries r on r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id
    where p.volunteer_id = any(${people}::uuid[]) and p.status = 'issued'`,
  'nobody approves what they entered': (people) => sql`
    select hour_entry_id from hour_entries where volunteer_id = any(${people}::uuid[]) and approved_by = entered_by`,
  'one open attendance for a person, and the same in both tables': (people) => sql`
    select * from (select volunteer_id, attendance_id from attendances where status = 'open' and volunteer_id = any(${people}::uuid[])) as a
    full join (select volunteer_id, attendance_id from open_attendances where volunteer_id = any(${people}::uuid[])) as o
      on o.volunteer_id = a.volunteer_id and o.attendance_id = a.attendance_id
    where a.attendance_id is null or o.attendance_id is null`,
  'the counts at the door are those of the attendances': (people) => sql`
    select c.shift_id from door_counts c where c.shift_id in (select shift_id from signups where volunteer_id = any(${people}::uuid[]))
      and (c.present, c.gone) <> (
        (select count(*) from attendances a where a.shift_id = c.shift_id and a.status = 'open'),
        (select count(distinct a.signup_id) from attendances a where a.shift_id = c.shift_id and a.status <> 'open' and not exists (
          select from attendances o where o.signup_id = a.signup_id and o.status = 'open')))`,
}

async function broken(people: readonly VolunteerId[]): Promise<string[]> {
  const found: string[] = []
  for (const [law, faults] of Object.entries(laws))
    if ((await faults(people).execute(server.db)).rows.length > 0) found.push(law)
  return found
}

const HOURS = new Set([
  'volunteer_totals',
  'volunteer_years',
  'team_months',
  'region_months',
  'region_last_months',
])

test('whatever people do, the laws hold', { timeout: 240_000 }, async () => {
  const posted = { lines: 0, reversals: 0 }
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const world = await makeWorld(server, team, staff)
      for (const command of list) await run(world, command)
      expect(await broken(world.people)).toEqual([])
    }),
    { numRuns: WORLDS, endOnFailure: true },
  )
  const rows = await server.reader.selectFrom('hourEntries').select('reverses').execute()
  posted.lines = rows.filter(({ reverses }) => reverses === null).length
  posted.reversals = rows.length - posted.lines
  // The worlds were worth looking at.
  expect(posted.lines).toBeGreaterThan(WORLDS / 4)
  expect(posted.reversals).toBeGreaterThan(WORLDS / 20)
  expect((await listDifferences(server.reader)).filter(({ figure }) => HOURS.has(figure))).toEqual([])
})

describe('the database has the last word', () => {
  test.each([
    ['update', sql`update hour_entries set minutes = minutes + 1`],
    ['delete', sql`delete from hour_entries`],
    ['truncate', sql`truncate hour_entries`],
    ['truncate with what leans on it', sql`truncate hour_entries cascade`],
    ['an update that would touch nothing', sql`update hour_entries set minutes = 1 where false`],
    ['an update of the trail', sql`update audit_entries set actor_label = ''`],
    ['a deletion from the trail', sql`delete from audit_entries`],
    ['a deletion of who has read a record', sql`delete from record_accesses`],
  ])('%s is refused', async (_, statement) => {
    // By the missing privilege, or by the trigger where the tests run as a superuser.
    await expect(statement.execute(server.db)).rejects.toThrow(/permission denied|append-only/)
  })

  test('time that is taken cannot be taken again, by whatever way', async () => {
    const taken = await server.reader
      .selectFrom('creditedSpans')
      .selectAll()
      .limit(1)
      .executeTakeFirstOrThrow()
    const again = server.db
      .insertInto('creditedSpans')
      .values({ ...taken, spanId: taken.hourEntryId })
      .execute()
    await expect(again).rejects.toThrow(/credited_spans_apart/)
  })

  test('a second reversal, and a line that approves itself, are refused', async () => {
    const reversal = await server.reader
      .selectFrom('hourEntries')
      .selectAll()
      .where('reverses', 'is not', null)
      .limit(1)
      .executeTakeFirstOrThrow()
    const other = { hourEntryId: staff[0].accountId as never, sourceRef: 'again' }
    await expect(
      server.db
        .insertInto('hourEntries')
        .values({ ...reversal, ...other })
        .execute(),
    ).rejects.toThrow(/reversed_once/)
    const line = await server.reader
      .selectFrom('hourEntries')
      .selectAll()
      .where('reverses', 'is', null)
      .limit(1)
      .executeTakeFirstOrThrow()
    await expect(
      server.db
        .insertInto('hourEntries')
        .values({ ...line, ...other, approvedBy: line.enteredBy })
        .execute(),
    ).rejects.toThrow(/two_people/)
    await expect(
      server.db
        .insertInto('hourEntries')
        .values({ ...line, hourEntryId: other.hourEntryId })
        .execute(),
    ).rejects.toThrow(/hour_entries_source/)
  })
})
