/** What must be known to judge a sign-up, for the page that shows the answer and the deed that gives it. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ShiftId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, localDate, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { policiesOf } from '../catalog/index.ts'
import type { Vault } from '../../vault.ts'
import { isPublished, openSignUpCode } from '../projects/index.ts'
import type { Volunteer } from '../volunteers/index.ts'
import type { Desk, DeskProject, DeskShift } from './signing.rules.ts'
import type { Candidate, Engagement, SignUpPolicies } from './signups.rules.ts'
import { excludedIds, isCounted, listStandings } from './standing.store.ts'
import { LIVE_STATUSES } from './statuses.rules.ts'

export interface Asked {
  volunteerId: VolunteerId | null
  projectId: ProjectId
  shiftId: ShiftId
}

/**
 * All that a deed over these wishes has to know, in a handful of statements however many they are. A deed holds the
 * projects (`isHeld`), so that none of them is closed or paused before it has written; whoever only looks does not.
 */
export async function openDesk(
  { tx, vault, now }: { tx: Reader; vault: Vault; now: Date },
  people: readonly Volunteer[],
  asked: readonly Asked[],
  { isHeld }: { isHeld: boolean },
): Promise<Desk> {
  const candidates = await listCandidates(tx, people, now)
  const projectIds = [...new Set(asked.map((wish) => wish.projectId))]
  const projects = await findDeskProjects(tx, vault, { projectIds, isHeld })
  const pairs = asked.flatMap(({ volunteerId, projectId }) =>
    volunteerId === null ? [] : [{ volunteerId, projectId }],
  )
  return {
    projects,
    shifts: await findDeskShifts(tx, asked),
    candidates: new Map(candidates.map((candidate) => [candidate.volunteerId, candidate])),
    standings: await listStandings(tx, projects, pairs),
  }
}

async function findDeskProjects(
  reader: Reader,
  vault: Vault,
  { projectIds, isHeld }: { projectIds: readonly ProjectId[]; isHeld: boolean },
): Promise<Map<ProjectId, DeskProject>> {
  const rows = await reader
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select([
      'projectId',
      'projects.teamId',
      'projects.teamPath',
      'teams.status as teamStatus',
      'projects.regionPath',
      'title',
      'projects.status',
      'cancelledAt',
      'pauseReason',
      'recruitUntil',
      'minAge',
      'acceptsMinors',
      'isDangerous',
      'autoAdmit',
      'keepsWaitingList',
      'withdrawHoursBefore',
      'visibility',
      'signUpCodeEnc',
      'recruitFrom',
      'drawAt',
      'maxAge',
      'guardianPresent',
      'training',
      'qualification',
      'minMinutes',
      excludedIds,
    ])
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .orderBy('projectId')
    .$if(isHeld, (query) => query.forKeyShare('projects'))
    .execute()
  const policies = new Map<string, SignUpPolicies>()
  for (const { regionPath } of rows)
    if (!policies.has(regionPath)) policies.set(regionPath, await policiesOf(reader, regionPath))
  return new Map(
    rows.map(({ signUpCodeEnc, ...project }) => [
      project.projectId,
      {
        ...project,
        isPublic: isPublished(project),
        signUpCode: openSignUpCode(vault, signUpCodeEnc),
        policies: policies.get(project.regionPath)!,
      },
    ]),
  )
}

async function findDeskShifts(reader: Reader, asked: readonly Asked[]): Promise<Map<ShiftId, DeskShift>> {
  const rows = await reader
    .selectFrom('shifts')
    .select([
      'projectId',
      'shiftId',
      'positionId',
      'startsAt',
      'endsAt',
      'headcount',
      'admittedCount as admitted',
      'heldCount as held',
      'waitingCount as waiting',
      'lastWaitingNo',
      'cancelReason',
      'awaitsDraw',
    ])
    .where(
      sql<boolean>`(project_id, shift_id) in (
        select * from unnest(${asked.map((a) => a.projectId)}::uuid[], ${asked.map((a) => a.shiftId)}::uuid[]))`,
    )
    .execute()
  return new Map(rows.map((shift) => [shift.shiftId, shift]))
}

/** People with their teams, guardians and diaries. A shift lasts a day at most, so older entries cannot clash. */
export async function listCandidates(
  reader: Reader,
  people: readonly Volunteer[],
  now: Date,
): Promise<Candidate[]> {
  if (people.length === 0) return []
  const ids = people.map((person) => person.volunteerId)
  const standing = await listStanding(reader, ids, dateIn(ZONE, now))
  const commitments = await listCommitments(reader, ids, now)
  return people.map((person) => ({
    volunteerId: person.volunteerId,
    verified: person.status === 'verified',
    birthDate: person.birthDate,
    hasTeam: standing.get(person.volunteerId)?.hasTeam ?? false,
    hasGuardian: standing.get(person.volunteerId)?.hasGuardian ?? false,
    creditMinutes: standing.get(person.volunteerId)?.creditMinutes ?? 0,
    commitments: commitments.get(person.volunteerId) ?? [],
    noShowsUntil: (standing.get(person.volunteerId)?.noShowsUntil ?? []).map(localDate),
  }))
}

interface PersonStanding {
  hasTeam: boolean
  hasGuardian: boolean
  creditMinutes: number
  noShowsUntil: string[]
}
async function listStanding(
  reader: Reader,
  ids: readonly VolunteerId[],
  today: LocalDate,
): Promise<Map<VolunteerId, PersonStanding>> {
  const { rows } = await sql<PersonStanding & { volunteerId: VolunteerId }>`
    select volunteer_id,
      exists (select from memberships join teams on teams.team_id = memberships.team_id
        where memberships.volunteer_id = person.volunteer_id and memberships.status = 'member' and teams.status = 'active') as has_team,
      exists (select from guardianships
        where guardianships.volunteer_id = person.volunteer_id and withdrawn_at is null) as has_guardian,
      coalesce((select credit_minutes from volunteer_totals where volunteer_totals.volunteer_id = person.volunteer_id), 0) as credit_minutes,
      (select coalesce(json_agg(forget_on order by forget_on), '[]') from absences
        where absences.volunteer_id = person.volunteer_id and ${isCounted(today)}) as no_shows_until
    from unnest(${[...ids]}::uuid[]) as person (volunteer_id)`.execute(reader)
  return new Map(rows.map(({ volunteerId, ...row }) => [volunteerId, row]))
}

async function listCommitments(
  reader: Reader,
  ids: readonly VolunteerId[],
  now: Date,
): Promise<Map<VolunteerId, Engagement[]>> {
  const rows = await reader
    .selectFrom('signups')
    .innerJoin('projects', 'projects.projectId', 'signups.projectId')
    .select([
      'signups.volunteerId',
      'signups.shiftId',
      'signups.status',
      'signups.startsAt',
      'signups.endsAt',
      'projects.title',
    ])
    .where('signups.volunteerId', '=', sql<VolunteerId>`any(${[...ids]}::uuid[])`)
    .where('signups.status', 'in', [...LIVE_STATUSES])
    .where('signups.endsAt', '>', sql<Date>`${now}::timestamptz - interval '1 day'`)
    .orderBy('signups.startsAt')
    .execute()
  const byPerson = new Map<VolunteerId, Engagement[]>()
  for (const { volunteerId, ...commitment } of rows)
    byPerson.set(volunteerId, [...(byPerson.get(volunteerId) ?? []), commitment])
  return byPerson
}

/** Of these projects, those in which somebody waits for a decision. */
export async function listWithPending(
  reader: Reader,
  projectIds: readonly ProjectId[],
): Promise<Set<ProjectId>> {
  if (projectIds.length === 0) return new Set()
  const { rows } = await sql<{ projectId: ProjectId }>`
    select project_id from unnest(${[...projectIds]}::uuid[]) as asked (project_id)
    where exists (select from signups where signups.project_id = asked.project_id and (status = 'applied' or status = 'waiting' and not approved))`.execute(
    reader,
  )
  return new Set(rows.map((row) => row.projectId))
}

export interface LeavingProject {
  teamId: TeamId
  title: string
  status: string
  autoAdmit: boolean
  withdrawHoursBefore: number
  drawAt: Date | null
}
/** What decides about giving a place back, or taking one that was offered. */
export function findLeavingProject(reader: Reader, projectId: ProjectId): Promise<LeavingProject> {
  return reader
    .selectFrom('projects')
    .select(['teamId', 'title', 'status', 'autoAdmit', 'withdrawHoursBefore', 'drawAt'])
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
}

export interface DecidingPolicy {
  keepsWaitingList: boolean
  offerHours: number
}
export function findDecidingPolicy(reader: Reader, projectId: ProjectId): Promise<DecidingPolicy> {
  return reader
    .selectFrom('projects')
    .select(['keepsWaitingList', 'offerHours'])
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
}
