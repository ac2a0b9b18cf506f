/**
 * The morning of a great day, in bulk: teams with one project each, and people admitted to its shift, each
 * with a card key of their own. Ids are counted, so that whoever knows the number knows the id.
 */
import { createHash, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../../server/src/db/handles.ts'

export const TEAMS = 64
const KEYS = 256
const HOUR_MS = 3_600_000

const KINDS = {
  volunteer: 1,
  account: 2,
  session: 3,
  cardKey: 4,
  signup: 5,
  team: 6,
  project: 7,
  shift: 8,
  position: 9,
  staff: 10,
  staffSession: 11,
  grant: 12,
} as const
type Kind = keyof typeof KINDS

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
export const idOf = (kind: Kind, count: number): string =>
  `01900000-0000-7000-8${hex(KINDS[kind], 3)}-${hex(count, 12)}`
/** The same in SQL, of a column that counts. */
const idIn = (kind: Kind, column: string) =>
  sql.raw(`('01900000-0000-7000-8${hex(KINDS[kind], 3)}-' || lpad(to_hex(${column}), 12, '0'))::uuid`)

export interface City {
  people: number
  /** One for each team, in their order. */
  tokens: string[]
  /** PKCS8 in PEM; person n signs with key n modulo their number. */
  signingKeys: string[]
}

function rawPoint(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

export async function buildCity(db: Db, people: number): Promise<City> {
  const keys = Array.from({ length: KEYS }, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }))
  const tokens = Array.from({ length: TEAMS }, () => randomBytes(32).toString('base64url'))
  await insertTeams(db, people, tokens)
  await insertPeople(
    db,
    people,
    keys.map(({ publicKey }) => rawPoint(publicKey)),
  )
  for (const table of [
    'volunteers',
    'accounts',
    'sessions',
    'card_keys',
    'signups',
    'projects',
    'shifts',
    'positions',
    'teams',
    'grants',
  ])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db)
  const signingKeys = keys.map(
    ({ privateKey }) => privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  )
  return { people, tokens, signingKeys }
}

async function insertTeams(db: Db, people: number, tokens: readonly string[]): Promise<void> {
  const hashes = tokens.map((token) => createHash('sha256').update(token).digest())
  const startsAt = new Date(Date.now() - HOUR_MS / 2)
  const endsAt = new Date(Date.now() + 3 * HOUR_MS)
  const teams = sql`generate_series(1, ${TEAMS}::int) as n`
  await sql`insert into teams (team_id, name, kind, level, status, path, region_code, region_path, leader_volunteer_id, contact_name, contact_phone_enc, grams, created_at)
    select ${idIn('team', 'n')}, '第' || n || '志愿服务队', 'unregistered', 'team', 'active', '/t' || n || '/', '441302', '441302', ${idIn('volunteer', 'n')}, '', '\\x00', '{}', now()
    from ${teams}`.execute(db)
  await sql`insert into accounts (account_id, display_name, created_at) select ${idIn('staff', 'n')}, '计时员' || n, now() from ${teams}`.execute(
    db,
  )
  await sql`insert into grants (account_id, grant_id, role, body_name, team_id, team_path, granted_at)
    select ${idIn('staff', 'n')}, ${idIn('grant', 'n')}, 'team_timekeeper', '第' || n || '志愿服务队', ${idIn('team', 'n')}, '/t' || n || '/', now() from ${teams}`.execute(
    db,
  )
  await sql`insert into sessions (token_hash, session_id, account_id, created_at, last_seen_at, expires_at, second_factor_at)
    select hash, ${idIn('staffSession', 'n::int')}, ${idIn('staff', 'n::int')}, now(), now(), now() + interval '1 day', now()
    from unnest(${hashes}::bytea[]) with ordinality as row (hash, n)`.execute(db)
  await sql`insert into projects (project_id, team_id, team_path, region_code, region_path, title, status, categories, description, risk_statement, leader_name, contact_phone_enc,
      recruit_until, starts_at, ends_at, place_name, grams, created_by, created_at)
    select ${idIn('project', 'n')}, ${idIn('team', 'n')}, '/t' || n || '/', '441302', '441302', '学雷锋日便民服务', 'running', '{community}', '', '人多拥挤', '', '\\x00',
      ${endsAt}, ${startsAt}, ${endsAt}, '桥东广场', '{}', ${idIn('staff', 'n')}, now() from ${teams}`.execute(
    db,
  )
  await sql`insert into positions (project_id, position_id, name, place) select ${idIn('project', 'n')}, ${idIn('position', 'n')}, '引导员', 0 from ${teams}`.execute(
    db,
  )
  await sql`insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount, admitted_count)
    select ${idIn('project', 'n')}, ${idIn('shift', 'n')}, ${idIn('position', 'n')}, ${startsAt}, ${endsAt}, 100000, ${Math.ceil(people / TEAMS)} from ${teams}`.execute(
    db,
  )
}

async function insertPeople(db: Db, people: number, points: readonly Buffer[]): Promise<void> {
  const all = sql`generate_series(1, ${people}::int) as n`
  const team = `(1 + n % ${TEAMS})`
  await sql`insert into accounts (account_id, display_name, created_at) select ${idIn('account', 'n')}, '志愿者' || n, now() from ${all}`.execute(
    db,
  )
  await sql`insert into volunteers (volunteer_id, account_id, status, name, id_kind, id_number_enc, phone_enc, gender, birth_date, region_code, region_path, volunteer_number, registered_at, claimed_at)
    select ${idIn('volunteer', 'n')}, ${idIn('account', 'n')}, 'verified', '志愿者' || n, 'mainland_id', decode(repeat('ab', 46), 'hex'), decode(repeat('cd', 40), 'hex'), 'female', '1990-05-01',
      '441302', '441302', 'V' || n, now(), now() from ${all}`.execute(db)
  await sql`insert into sessions (token_hash, session_id, account_id, created_at, last_seen_at, expires_at)
    select decode(md5(n::text) || md5(n || 'x'), 'hex'), ${idIn('session', 'n')}, ${idIn('account', 'n')}, now(), now(), now() + interval '30 days' from ${all}`.execute(
    db,
  )
  await sql`insert into card_keys (volunteer_id, card_key_id, session_id, signing_key, short_code_secret_enc, enrolled_at)
    select ${idIn('volunteer', 'n')}, ${idIn('cardKey', 'n')}, ${idIn('session', 'n')}, (${points}::bytea[])[1 + n % ${sql.lit(KEYS)}], decode(repeat('ef', 73), 'hex'), now() - interval '1 day' from ${all}`.execute(
    db,
  )
  await sql`insert into signups (project_id, signup_id, volunteer_id, position_id, shift_id, team_id, status, starts_at, ends_at, applied_at)
    select ${idIn('project', team)}, ${idIn('signup', 'n')}, ${idIn('volunteer', 'n')}, ${idIn('position', team)}, ${idIn('shift', team)}, ${idIn('team', team)}, 'admitted', s.starts_at, s.ends_at, now()
    from ${all} join shifts s on s.shift_id = ${idIn('shift', team)}`.execute(db)
}

/** Which team's door person n comes to. */
export const teamOf = (person: number): number => 1 + (person % TEAMS)
/** Key n of the array in SQL is the key with this place here. */
export const keyOf = (person: number): number => person % KEYS
