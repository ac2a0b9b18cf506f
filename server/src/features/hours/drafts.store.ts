/** Entries that wait for a second person. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type {
  AccountId,
  HourDraftId,
  ProjectId,
  ShiftId,
  SignupId,
  TeamId,
  VolunteerId,
} from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { TeamHours } from './hours.rules.ts'

export interface NewDraft extends Span {
  projectId: ProjectId
  volunteerId: VolunteerId
  signupId: SignupId
  shiftId: ShiftId
  teamId: TeamId
  breakMinutes: number
  minutes: number
  isLate: boolean
  note: string
  enteredBy: AccountId
}

/** The team is read where the project stands now, under the locks of the people: it may have gone to another team meanwhile. */
export async function insertDrafts(tx: Tx, drafts: readonly NewDraft[], now: Date): Promise<void> {
  if (drafts.length === 0) return
  const rows = drafts.map((draft) => ({
    ...draft,
    hourDraftId: uuidv7<HourDraftId>(now),
    teamId: sql<TeamId>`(select team_id from projects where project_id = ${draft.projectId})`,
    enteredAt: now,
    status: 'pending' as const,
  }))
  await tx.insertInto('hourDrafts').values(rows).execute()
}

/** What already waits for these people in this project, so that nothing is entered twice while it waits. */
export async function listPendingSpans(
  tx: Tx,
  projectId: ProjectId,
  volunteerIds: readonly VolunteerId[],
): Promise<(Span & { volunteerId: VolunteerId })[]> {
  return tx
    .selectFrom('hourDrafts')
    .select(['volunteerId', 'startsAt', 'endsAt'])
    .where('projectId', '=', projectId)
    .where('volunteerId', '=', sql<VolunteerId>`any(${[...volunteerIds]}::uuid[])`)
    .where('status', '=', 'pending')
    .execute()
}

export interface LockedDraft extends Span {
  hourDraftId: HourDraftId
  projectId: ProjectId
  volunteerId: VolunteerId
  signupId: SignupId
  shiftId: ShiftId
  breakMinutes: number
  isLate: boolean
  enteredBy: AccountId
  status: 'pending' | 'approved' | 'refused'
}

/** Whose drafts these are, before the people are locked. Those of other teams are not found. */
export async function findDraftPeople(
  tx: Tx,
  teamId: TeamId,
  ids: readonly HourDraftId[],
): Promise<VolunteerId[]> {
  const rows = await tx
    .selectFrom('hourDrafts')
    .select('volunteerId')
    .where('teamId', '=', teamId)
    .where('hourDraftId', '=', sql<HourDraftId>`any(${[...ids]}::uuid[])`)
    .execute()
  return [...new Set(rows.map((row) => row.volunteerId))].sort()
}

export async function lockDrafts(
  tx: Tx,
  teamId: TeamId,
  ids: readonly HourDraftId[],
): Promise<Map<HourDraftId, LockedDraft>> {
  const rows = await tx
    .selectFrom('hourDrafts')
    .select([
      'hourDraftId',
      'projectId',
      'volunteerId',
      'signupId',
      'shiftId',
      'startsAt',
      'endsAt',
      'breakMinutes',
      'isLate',
      'enteredBy',
      'status',
    ])
    .where('teamId', '=', teamId)
    .where('hourDraftId', '=', sql<HourDraftId>`any(${[...ids]}::uuid[])`)
    .orderBy('hourDraftId')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.hourDraftId, row]))
}

/** What waits for a second person goes with its project; who entered it may not approve it there either. */
export async function handOverDrafts(tx: Tx, projectIds: readonly ProjectId[], to: TeamId): Promise<void> {
  await tx
    .updateTable('hourDrafts')
    .set({ teamId: to })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .where('status', '=', 'pending')
    .execute()
}

export interface DecidedDraft {
  projectId: ProjectId
  hourDraftId: HourDraftId
  status: 'approved' | 'refused'
  reason: string | null
}

export async function markDraftsDecided(
  tx: Tx,
  rows: readonly DecidedDraft[],
  by: { decidedBy: AccountId; decidedAt: Date },
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update hour_drafts d set status = row.status, reason = row.reason,
      decided_by = ${by.decidedBy}::uuid, decided_at = ${by.decidedAt.toISOString()}::timestamptz
    from unnest(${rows.map((r) => r.projectId)}::uuid[], ${rows.map((r) => r.hourDraftId)}::uuid[],
      ${rows.map((r) => r.status)}::text[], ${rows.map((r) => r.reason)}::text[]) as row (project_id, hour_draft_id, status, reason)
    where d.project_id = row.project_id and d.hour_draft_id = row.hour_draft_id`.execute(tx)
}

export interface DraftItem extends Span {
  hourDraftId: HourDraftId
  projectId: ProjectId
  title: string
  volunteerId: VolunteerId
  volunteerName: string
  volunteerNumber: string | null
  minutes: number
  note: string
  enteredBy: AccountId
  enteredByLabel: string
  enteredAt: Date
  status: 'pending'
}

/** What waits at a team, the longest wait first. */
export async function listDrafts(
  reader: Reader,
  scope: TeamHours,
  query: PageQuery,
): Promise<Page<DraftItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<DraftItem>`
    select d.hour_draft_id, d.project_id, pr.title, d.volunteer_id, v.name as volunteer_name, v.volunteer_number, d.starts_at,
      d.ends_at, d.minutes, d.note, d.entered_by, coalesce(a.display_name, '') as entered_by_label, d.entered_at, d.status
    from hour_drafts d
    join projects pr on pr.project_id = d.project_id
    join volunteers v on v.volunteer_id = d.volunteer_id
    left join accounts a on a.account_id = d.entered_by
    where d.team_id = ${scope.teamId} and d.status = 'pending' and (${after}::uuid is null or d.hour_draft_id > ${after}::uuid)
    order by d.hour_draft_id limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.hourDraftId])
}
