/** The roster after a shift: who has neither come nor a word said of them, and what was said of others. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { TOLD_ROWS_MAX, type AbsencesScope, type AbsenceState, type AbsentPlace } from './absences.rules.ts'
import { findAbsences, type AbsenceRow } from './absences.store.ts'

/** Along the person, whose attendances are few; a shift may have thousands. */
const hasCome = sql<boolean>`exists (select from attendances a where a.volunteer_id = s.volunteer_id
  and a.signed_in_at >= s.starts_at - interval '1 day' and a.project_id = s.project_id and a.signup_id = s.signup_id)`
const roster = (projectId: ProjectId) => sql`signups s
  left join absences on absences.project_id = s.project_id and absences.signup_id = s.signup_id
  left join (select distinct signup_id from hour_drafts where project_id = ${projectId} and status = 'pending')
    as draft on draft.signup_id = s.signup_id`
const hasDraft = sql<boolean>`draft.signup_id is not null`

export interface Presence {
  signupId: SignupId
  hasCome: boolean
  hasDraft: boolean
  state: AbsenceState | null
}
/** What is known of these people's coming. The locks of the people are held, so that nobody comes meanwhile. */
export async function listPresence(
  reader: Reader,
  projectId: ProjectId,
  signupIds: readonly SignupId[],
): Promise<Map<SignupId, Presence>> {
  const { rows } = await sql<Presence>`
    select s.signup_id, ${hasCome} as has_come, ${hasDraft} as has_draft, absences.state from ${roster(projectId)}
    where s.project_id = ${projectId} and s.signup_id = any(${[...signupIds]}::uuid[])`.execute(reader)
  return new Map(rows.map((row) => [row.signupId, row]))
}

export const ROSTER_PARTS = ['undecided', 'decided', 'appealed'] as const
export type RosterPart = (typeof ROSTER_PARTS)[number]
export interface RosterQuery extends PageQuery {
  part: RosterPart
  shiftId?: ShiftId | undefined
}
export interface ListedAbsence extends AbsentPlace {
  name: string
  volunteerNumber: string | null
  positionName: string
  absence: AbsenceRow | null
}

/** Nobody knows anything of them: they hold a place, were at no door, and have no hours waiting. */
const isUndecided = sql<boolean>`s.status = 'admitted' and draft.signup_id is null and not ${hasCome}`
const PART: Record<RosterPart, typeof isUndecided> = {
  undecided: isUndecided,
  decided: sql<boolean>`s.status in ('no_show', 'excused') or absences.state = 'lifted'`,
  appealed: sql<boolean>`absences.state in ('appealed', 'raised')`,
}

/** The latest shift first. Shifts at whose door somebody may still be scanned are left out. */
export async function listAbsences(
  reader: Reader,
  { projectId }: AbsencesScope,
  { part, shiftId, ...query }: RosterQuery,
  endedBefore: Date,
): Promise<Page<ListedAbsence>> {
  const limit = part === 'undecided' ? limitOf(query) : Math.min(limitOf(query), TOLD_ROWS_MAX)
  const after = decodeTimeKey(query.after)
  const { rows } = await sql<Omit<ListedAbsence, 'absence'>>`
    select s.signup_id, s.volunteer_id, s.shift_id, s.status, s.starts_at, s.ends_at, absences.state,
      ${hasCome} as has_come, ${hasDraft} as has_draft, v.name, v.volunteer_number, p.name as position_name
    from ${roster(projectId)}
    join volunteers v on v.volunteer_id = s.volunteer_id
    join positions p on p.project_id = s.project_id and p.position_id = s.position_id
    where s.project_id = ${projectId} and s.ends_at <= ${endedBefore}::timestamptz and (${PART[part]})
      and (${shiftId ?? null}::uuid is null or s.shift_id = ${shiftId ?? null}::uuid)
      and (${after === null} or (s.ends_at, s.signup_id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by s.ends_at desc, s.signup_id desc limit ${limit + 1}`.execute(reader)
  const known = await findAbsences(
    reader,
    projectId,
    rows.filter(({ state }) => state !== null).map(({ signupId }) => signupId),
  )
  const listed = rows.map((row) => ({ ...row, absence: known.get(row.signupId) ?? null }))
  return pageOf(listed, limit, (row) => [row.endsAt.toISOString(), row.signupId])
}

export interface AbsenceCounts {
  undecided: number
  noShow: number
  excused: number
  appealed: number
}
export async function countAbsences(
  reader: Reader,
  { projectId }: AbsencesScope,
  endedBefore: Date,
): Promise<AbsenceCounts> {
  const { rows } = await sql<AbsenceCounts>`
    select count(*) filter (where ${isUndecided})::int as undecided,
      count(*) filter (where s.status = 'no_show')::int as no_show,
      count(*) filter (where s.status = 'excused')::int as excused,
      count(*) filter (where absences.state in ('appealed', 'raised'))::int as appealed
    from ${roster(projectId)}
    where s.project_id = ${projectId} and s.ends_at <= ${endedBefore}::timestamptz
      and s.status in ('admitted', 'no_show', 'excused')`.execute(reader)
  return rows[0]!
}
