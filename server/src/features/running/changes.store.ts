/** What a team wants to have changed of what was reviewed, field by field, and whom a change concerns. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type {
  AccountId,
  ProjectChangeId,
  ProjectId,
  ReviewId,
  ShiftId,
  SignupId,
  VolunteerId,
} from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { SignUpStatus } from '../signups/index.ts'
import type { ReviewedField, ReviewedValue } from './altering.rules.ts'
import { ENDING_STATUSES } from './cancelling.rules.ts'

export const PROJECT_CHANGE_STATUSES = ['waiting', 'approved', 'refused', 'withdrawn'] as const
/** As it is stored: a code for signing up only sealed, beside the audience that it belongs to. */
export type StoredValue = ReviewedValue | { visibility: string; teamIds: string[]; sealedCode: string | null }
export interface ChangedField {
  field: ReviewedField
  oldValue: StoredValue
  newValue: StoredValue
  outcome: 'approved' | 'refused' | null
}
export interface ProjectChange {
  projectChangeId: ProjectChangeId
  projectId: ProjectId
  status: (typeof PROJECT_CHANGE_STATUSES)[number]
  note: string
  proposedBy: AccountId
  submittedAt: Date
  endedAt: Date | null
  reason: string | null
  reviewId: ReviewId | null
  /** Of the open review. */
  dueOn: string | null
  fields: ChangedField[]
}

export async function insertProjectChange(
  tx: Tx,
  change: Pick<ProjectChange, 'projectChangeId' | 'projectId' | 'note' | 'proposedBy' | 'submittedAt'>,
  fields: readonly Omit<ChangedField, 'outcome'>[],
): Promise<void> {
  try {
    await tx
      .insertInto('projectChanges')
      .values({ ...change, status: 'waiting' })
      .execute()
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'project_changes_waiting')
      throw new Refusal('change_waiting')
    throw error
  }
  await tx
    .insertInto('projectChangeFields')
    .values(
      fields.map(({ field, oldValue, newValue }) => ({
        projectChangeId: change.projectChangeId,
        field,
        oldValue: JSON.stringify(oldValue),
        newValue: JSON.stringify(newValue),
      })),
    )
    .execute()
}

const changes = (reader: Reader) =>
  reader
    .selectFrom('projectChanges as changes')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.subjectId', '=', 'changes.projectChangeId')
        .on('reviews.subjectKind', '=', 'project_change')
        .on('reviews.decidedAt', 'is', null),
    )
    .select([
      'changes.projectChangeId',
      'changes.projectId',
      'changes.status',
      'changes.note',
      'changes.proposedBy',
      'changes.submittedAt',
      'changes.endedAt',
      'changes.reason',
      'reviews.reviewId',
      'reviews.dueOn',
      sql<
        ChangedField[]
      >`(select json_agg(json_build_object('field', field, 'oldValue', old_value, 'newValue', new_value,
          'outcome', outcome) order by array_position(
            array['title', 'categories', 'risk_statement', 'danger', 'minors', 'ages', 'visibility'], field))
        from project_change_fields f where f.project_change_id = changes.project_change_id)`.as('fields'),
    ])

export async function getProjectChange(
  reader: Reader,
  projectChangeId: ProjectChangeId,
): Promise<ProjectChange> {
  const row = await changes(reader).where('changes.projectChangeId', '=', projectChangeId).executeTakeFirst()
  if (row === undefined) throw new Refusal('change_not_found')
  return row
}

/** The latest, open or ended. */
export function findLatestChange(reader: Reader, projectId: ProjectId): Promise<ProjectChange | undefined> {
  return changes(reader)
    .where('changes.projectId', '=', projectId)
    .orderBy('changes.projectChangeId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

export async function markProjectChangeEnded(
  tx: Tx,
  projectChangeId: ProjectChangeId,
  ended: {
    status: 'approved' | 'refused' | 'withdrawn'
    reason: string | null
    endedAt: Date
    accepted: readonly ReviewedField[]
  },
): Promise<void> {
  const { accepted, ...row } = ended
  await tx.updateTable('projectChanges').set(row).where('projectChangeId', '=', projectChangeId).execute()
  if (ended.status === 'withdrawn') return
  await sql`
    update project_change_fields
    set outcome = case when field = any(${[...accepted]}::text[]) then 'approved' else 'refused' end
    where project_change_id = ${projectChangeId}`.execute(tx)
}

/** Waiting changes of projects that are over, where there is nothing left to change, in the order of their reviews. */
export async function listOvertaken(
  reader: Reader,
  limit: number,
): Promise<Pick<ProjectChange, 'projectChangeId' | 'projectId'>[]> {
  const { rows } = await sql<Pick<ProjectChange, 'projectChangeId' | 'projectId'>>`
    select c.project_change_id, c.project_id from project_changes c join projects p using (project_id)
    join reviews r on r.subject_kind = 'project_change' and r.subject_id = c.project_change_id and r.decided_at is null
    where c.status = 'waiting' and p.status not in ('recruiting', 'recruiting_paused', 'running')
    order by r.review_id limit ${limit}`.execute(reader)
  return rows
}

const coming = (
  projectId: ProjectId,
  now: Date,
) => sql`s.project_id = ${projectId} and s.ends_at > ${now}::timestamptz
  and s.status = any(${[...ENDING_STATUSES]}::text[])`

/** Everybody who wants to come to what is still to come, each once. */
export async function listToldAccounts(
  reader: Reader,
  projectId: ProjectId,
  now: Date,
): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select distinct v.account_id from signups s join volunteers v using (volunteer_id)
    where ${coming(projectId, now)} order by v.account_id`.execute(reader)
  return rows.map(({ accountId }) => accountId)
}

export interface ComingPerson {
  signupId: SignupId
  shiftId: ShiftId
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  birthDate: LocalDate
  startsAt: Date
  status: SignUpStatus
}
/** Sign-ups of those born after a day, who have not come yet. */
export async function listYoung(
  reader: Reader,
  projectId: ProjectId,
  bornAfter: LocalDate,
  now: Date,
): Promise<ComingPerson[]> {
  const { rows } = await sql<ComingPerson>`
    select s.signup_id, s.shift_id, s.volunteer_id, v.account_id, v.name, v.birth_date, s.starts_at, s.status
    from signups s join volunteers v using (volunteer_id)
    where ${coming(projectId, now)} and v.birth_date > ${bornAfter}::date
      and not exists (select from attendances a where a.project_id = s.project_id and a.signup_id = s.signup_id)
    order by s.signup_id`.execute(reader)
  return rows
}

export async function listTeamNames(
  reader: Reader,
  teamIds: readonly string[],
): Promise<Map<string, string>> {
  if (teamIds.length === 0) return new Map()
  const { rows } = await sql<{ teamId: string; name: string }>`
    select team_id, name from teams where team_id = any(${[...new Set(teamIds)]}::uuid[])`.execute(reader)
  return new Map(rows.map(({ teamId, name }) => [teamId, name]))
}
