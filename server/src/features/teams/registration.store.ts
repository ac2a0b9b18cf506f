/** The registration of teams: the form, the tree they enter, and what became of them. */
import { sql } from 'kysely'
import { gramsOf } from '../../db/grams.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { FileId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import type { Liaison } from './liaison.rules.ts'
import type { Point, TeamForm } from './form.rules.ts'
import type { TeamKind, TeamLevel, TeamStatus } from './teams.rules.ts'

export const PHONE = 'teams.contact_phone'
const COUNTY_LENGTH = 6

export interface TeamDetail {
  registrationDepartment: TeamForm['registrationDepartment']
  creditCode: string | null
  organisationCode: string | null
  certificateFileId: FileId | null
  applicationFileId: FileId | null
  unitKind: string | null
  categories: string[]
  campaigns: string[]
  offers: string
  needs: string
  address: string
  longitude: number | null
  latitude: number | null
  foundedOn: string | null
  contactName: string
  contactPhone: string
  contactPublic: boolean
  leaderPublic: boolean
  leaderName: string
  refusalReason: string | null
  refusalPoints: Point[]
  createdAt: Date
}
/** What the form said, the phone in plain. */
export async function getTeamDetail(reader: Reader, vault: Vault, teamId: TeamId): Promise<TeamDetail> {
  const row = await reader
    .selectFrom('teams')
    .select([
      'registrationDepartment',
      'creditCode',
      'organisationCode',
      'certificateFileId',
      'applicationFileId',
      'unitKind',
      'categories',
      'campaigns',
      'offers',
      'needs',
      'address',
      'longitude',
      'latitude',
      'foundedOn',
      'contactName',
      'contactPhoneEnc',
      'contactPublic',
      'leaderPublic',
      sql<string>`coalesce((select v.name from volunteers v where v.volunteer_id = teams.leader_volunteer_id), '')`.as(
        'leaderName',
      ),
      'refusalReason',
      sql<Point[]>`refusal_points`.as('refusalPoints'),
      'createdAt',
    ])
    .where('teamId', '=', teamId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('team_not_found')
  const { contactPhoneEnc, ...detail } = row
  return { ...detail, contactPhone: vault.open(PHONE, contactPhoneEnc) }
}

export type LiaisonChoice = Liaison & { regionName: string }
/** The active federations and corps whose region holds a place. */
export function listLiaisons(reader: Reader, regionPath: string): Promise<LiaisonChoice[]> {
  return reader
    .selectFrom('teams')
    .innerJoin('regions', 'regions.regionCode', 'teams.regionCode')
    .select([
      'teamId',
      'teams.name',
      'teams.level',
      'status',
      'teams.path',
      'teams.regionPath',
      'regions.name as regionName',
    ])
    .where('teams.status', '=', 'active')
    .where('teams.level', '<>', 'team')
    .where(sql<boolean>`starts_with(${regionPath}, teams.region_path)`)
    .orderBy('teams.teamId')
    .execute()
}

/** Locked for share: what stands under a liaison team is decided while that team stands. */
export function lockLiaison(tx: Tx, teamId: TeamId): Promise<Liaison | undefined> {
  return tx
    .selectFrom('teams')
    .select(['teamId', 'name', 'level', 'status', 'path', 'regionPath'])
    .where('teamId', '=', teamId)
    .forShare()
    .executeTakeFirst()
}

/** Who will decide: the liaison team, or the nearest authority of the region, or else the site. */
export async function findReviewerName(
  reader: Reader,
  { regionPath, parent }: { regionPath: string; parent: { name: string } | null },
): Promise<string> {
  if (parent !== null) return parent.name
  const { rows } = await sql<{ name: string }>`
    select name from (
      select body_name as name, length(region_path) as depth, role <> 'authority_reviewer' as second from grants
      where ended_at is null and role in ('site_admin', 'authority_reviewer') and body_name <> ''
        and starts_with(${regionPath}, region_path)
      union all
      select name_zh, -1, true from sites
    ) as bodies order by depth desc, second, name limit 1`.execute(reader)
  return rows[0]?.name ?? ''
}

export interface NewTeam extends TeamForm {
  teamId: TeamId
  path: string
  regionPath: string
  leaderVolunteerId: VolunteerId
}
const written = (vault: Vault, { contactPhone, categories, campaigns, ...form }: TeamForm) => ({
  ...form,
  categories: [...categories],
  campaigns: [...campaigns],
  contactPhoneEnc: vault.seal(PHONE, contactPhone),
  grams: gramsOf(form.name),
})

/** A name or a credit code that somebody took in the same moment is refused like one taken before. */
export async function refusingTaken<T>(write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    const { constraint } = error as { constraint?: unknown }
    if (constraint === 'teams_name') throw new Refusal('name_taken', { field: 'name' })
    if (constraint === 'teams_organisation_code')
      throw new Refusal('organisation_code_taken', { field: 'organisationCode' })
    if (constraint === 'teams_credit_code') throw new Refusal('credit_code_taken', { field: 'creditCode' })
    throw error
  }
}

export async function insertTeam(tx: Tx, vault: Vault, team: NewTeam, now: Date): Promise<void> {
  const { teamId, path, regionPath, leaderVolunteerId, ...form } = team
  const place = { teamId, path, regionPath, leaderVolunteerId }
  const row = { ...written(vault, form), ...place, status: 'under_review' as const, createdAt: now }
  await refusingTaken(tx.insertInto('teams').values(row).execute())
}

/** A refused registration, mended. */
export async function updateRegistration(
  tx: Tx,
  vault: Vault,
  { teamId, path, regionPath, ...form }: Omit<NewTeam, 'leaderVolunteerId'>,
): Promise<void> {
  const row = {
    ...written(vault, form),
    path,
    regionPath,
    status: 'under_review' as const,
    refusalReason: null,
    refusalPoints: '[]',
  }
  await refusingTaken(tx.updateTable('teams').set(row).where('teamId', '=', teamId).execute())
}

/** From now on the team is counted, in the county where it lies. */
export async function markTeamActive(tx: Tx, teamId: TeamId, teamNumber: string, now: Date): Promise<void> {
  const { regionPath } = await tx
    .updateTable('teams')
    .set({ status: 'active', teamNumber, activatedAt: now })
    .where('teamId', '=', teamId)
    .returning('regionPath')
    .executeTakeFirstOrThrow()
  await changeCounts(tx, [{ regionPath, change: 1 }])
}

/** Active teams by county: hot rows, so in one statement, in their order, and late in a deed. */
export async function changeCounts(
  tx: Tx,
  changes: readonly { regionPath: string; change: number }[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`insert into region_teams (region_path, active)
    select left(region, ${COUNTY_LENGTH}::integer), sum(change)
    from unnest(${changes.map((one) => one.regionPath)}::text[], ${changes.map((one) => one.change)}::integer[]) as row (region, change)
    group by 1 having sum(change) <> 0 order by 1
    on conflict (region_path) do update set active = region_teams.active + excluded.active`.execute(tx)
}

export async function markTeamRefused(
  tx: Tx,
  teamId: TeamId,
  refused: { reason: string | null; points: readonly Point[] },
): Promise<void> {
  await tx
    .updateTable('teams')
    .set({
      status: 'refused',
      refusalReason: refused.reason,
      refusalPoints: JSON.stringify(refused.points),
    })
    .where('teamId', '=', teamId)
    .execute()
}

export interface Registration {
  teamId: TeamId
  name: string
  kind: TeamKind
  level: TeamLevel
  status: TeamStatus
  regionName: string
  regionPath: string
  parentName: string | null
  submittedAt: Date
  /** Null once it is decided. */
  dueOn: string | null
  refusalReason: string | null
}
const REGISTRATIONS_MAX = 100

/** What a person has handed in, the latest first, each with its latest review. */
export async function listRegistrations(
  reader: Reader,
  volunteerId: VolunteerId,
  teamId: TeamId | null,
): Promise<Registration[]> {
  const { rows } = await sql<Registration>`
    select teams.team_id, teams.name, teams.kind, teams.level, teams.status, regions.name as region_name, teams.region_path,
      parents.name as parent_name, latest.submitted_at, case when latest.decided_at is null then latest.due_on end as due_on,
      teams.refusal_reason
    from teams join regions using (region_code) left join teams parents on parents.team_id = teams.parent_id
    cross join lateral (select submitted_at, decided_at, due_on from reviews where subject_id = teams.team_id
      order by submitted_at desc limit 1) as latest
    where teams.leader_volunteer_id = ${volunteerId} and (${teamId}::uuid is null or teams.team_id = ${teamId}::uuid)
    order by latest.submitted_at desc, teams.team_id desc limit ${REGISTRATIONS_MAX}`.execute(reader)
  return rows
}
