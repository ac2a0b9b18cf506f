/** Appeals whose day has passed, and marks of which nothing is to be kept. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AccountId, ProjectId, ReviewId, SignupId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'

export interface DueAbsence {
  projectId: ProjectId
  signupId: SignupId
  accountId: AccountId
}
const isDue = (today: LocalDate) => sql`(a.state = 'appealed' and a.answer_due_on < ${today}::date
    and (a.raise_until is null or a.raise_until < ${today}::date))
  or (a.state = 'raised' and a.final_due_on < ${today}::date)`

/** Without locks; whoever deals with one locks it and looks again. */
export async function listDueAppeals(
  reader: Reader,
  today: LocalDate,
  limit: number,
): Promise<Pick<DueAbsence, 'projectId' | 'signupId'>[]> {
  const { rows } = await sql<Pick<DueAbsence, 'projectId' | 'signupId'>>`
    select a.project_id, a.signup_id from absences a where ${isDue(today)}
    order by a.project_id, a.signup_id limit ${limit}`.execute(reader)
  return rows
}

export async function listForgettable(
  reader: Reader,
  today: LocalDate,
  limit: number,
): Promise<DueAbsence[]> {
  const { rows } = await sql<DueAbsence>`
    select a.project_id, a.signup_id, v.account_id from absences a join volunteers v using (volunteer_id)
    where a.forget_on <= ${today}::date order by a.project_id, a.signup_id limit ${limit}`.execute(reader)
  return rows
}

/** Reviews that wait for a word on a mark that is no more: the person got hours meanwhile. */
export async function listEmptyReviews(reader: Reader, limit: number): Promise<ReviewId[]> {
  const { rows } = await sql<{ reviewId: ReviewId }>`
    select r.review_id from reviews r
    where r.subject_kind = 'no_show' and r.decided_at is null
      and not exists (select from absences a where a.signup_id = r.subject_id and a.state = 'raised')
    order by r.review_id limit ${limit}`.execute(reader)
  return rows.map(({ reviewId }) => reviewId)
}
