/** People with a session each, and projects that admit at once, each on a day of its own. Ids are counted. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../server/src/db/handles.ts'

const DAY_MS = 86_400_000
const KINDS = { volunteer: 1, account: 2, session: 3, team: 6, project: 7, shift: 8, position: 9 } as const
type Kind = keyof typeof KINDS
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
export const idOf = (kind: Kind, count: number): string =>
  `01900000-0000-7000-8${hex(KINDS[kind], 3)}-${hex(count, 12)}`
const idIn = (kind: Kind, column: string) =>
  sql.raw(`('01900000-0000-7000-8${hex(KINDS[kind], 3)}-' || lpad(to_hex(${column}), 12, '0'))::uuid`)
export const tokenOf = (person: number): string =>
  createHash('sha256').update(`bench ${person}`).digest('base64url')

export async function buildTown(db: Db, people: number): Promise<void> {
  await sql`insert into teams (team_id, name, kind, level, status, path, region_code, region_path, leader_volunteer_id, contact_name, contact_phone_enc, grams, created_at)
    values (${idOf('team', 1)}, '桥东志愿服务队', 'unregistered', 'team', 'active', '/t1/', '441302', '441302', ${idOf('volunteer', 1)}, '', '\\x00', '{}', now())`.execute(
    db,
  )
  const all = sql`generate_series(1, ${people}::int) as n`
  await sql`insert into accounts (account_id, display_name, created_at) select ${idIn('account', 'n')}, '志愿者' || n, now() from ${all}`.execute(
    db,
  )
  await sql`insert into volunteers (volunteer_id, account_id, status, name, id_kind, id_number_enc, phone_enc, gender, birth_date, region_code, region_path, volunteer_number, registered_at, claimed_at)
    select ${idIn('volunteer', 'n')}, ${idIn('account', 'n')}, 'verified', '志愿者' || n, 'mainland_id', decode(repeat('ab', 46), 'hex'), decode(repeat('cd', 40), 'hex'), 'female', '1990-05-01',
      '441302', '441302', 'V' || n, now(), now() from ${all}`.execute(db)
  await sql`insert into memberships (volunteer_id, membership_id, team_id, status, requested_at, joined_at)
    select ${idIn('volunteer', 'n')}, gen_random_uuid(), ${idOf('team', 1)}, 'member', now(), now() from ${all}`.execute(
    db,
  )
  const hashes = Array.from({ length: people }, (_, i) =>
    createHash('sha256')
      .update(tokenOf(i + 1))
      .digest(),
  )
  await sql`insert into sessions (token_hash, session_id, account_id, created_at, last_seen_at, expires_at)
    select hash, ${idIn('session', 'n::int')}, ${idIn('account', 'n::int')}, now(), now(), now() + interval '30 days'
    from unnest(${hashes}::bytea[]) with ordinality as row (hash, n)`.execute(db)
  for (const table of ['volunteers', 'accounts', 'sessions', 'memberships', 'teams'])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db)
}

export async function publish(db: Db, project: number, places: number): Promise<void> {
  const startsAt = new Date(Date.now() + (10 + project) * DAY_MS)
  const endsAt = new Date(startsAt.getTime() + DAY_MS / 8)
  await sql`insert into projects (project_id, team_id, team_path, region_code, region_path, title, status, categories, description, risk_statement, leader_name, contact_phone_enc,
      auto_admit, recruit_until, starts_at, ends_at, place_name, grams, created_by, created_at)
    values (${idOf('project', project)}, ${idOf('team', 1)}, '/t1/', '441302', '441302', '花市引导', 'recruiting', '{community}', '', '人多拥挤', '', '\\x00',
      true, ${startsAt}, ${startsAt}, ${endsAt}, '西湖', '{}', ${idOf('account', 1)}, now())`.execute(db)
  await sql`insert into positions (project_id, position_id, name, place) values (${idOf('project', project)}, ${idOf('position', project)}, '引导员', 0)`.execute(
    db,
  )
  await sql`insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount)
    values (${idOf('project', project)}, ${idOf('shift', project)}, ${idOf('position', project)}, ${startsAt}, ${endsAt}, ${places})`.execute(
    db,
  )
}

export interface Settled {
  admitted: number
  waiting: number
  /** Rows whose number on the list does not follow the order in which they were decided. */
  outOfOrder: number
  /** People who wait though they were decided before somebody who is in. */
  overtaken: number
}
export async function settledOf(db: Db, project: number): Promise<Settled> {
  const { rows } = await sql<Settled>`
    with mine as (select signup_id, status, waiting_no, row_number() over (partition by status order by signup_id) as place
      from signups where project_id = ${idOf('project', project)})
    select count(*) filter (where status = 'admitted')::int as admitted, count(*) filter (where status = 'waiting')::int as waiting,
      count(*) filter (where status = 'waiting' and waiting_no <> place)::int as out_of_order,
      count(*) filter (where status = 'waiting' and signup_id < (select max(signup_id::text)::uuid from mine where status = 'admitted'))::int as overtaken
    from mine`.execute(db)
  return rows[0]!
}
