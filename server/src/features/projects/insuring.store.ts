/** Which dangerous projects wait for their insurance, and when their teams were reminded of it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Insurance } from './terms.rules.ts'
import { insuranceColumnsOf } from './terms.store.ts'

const REMINDED_AT_A_TIME = 200

export async function updateInsurance(tx: Tx, projectId: ProjectId, insured: Insurance): Promise<void> {
  await tx
    .updateTable('projects')
    .set(insuranceColumnsOf(insured))
    .where('projectId', '=', projectId)
    .execute()
}

const dayOf = (instant: string) => sql.raw(`(${instant} at time zone '${ZONE}')::date`)
const waiting = (today: LocalDate, until: LocalDate, now: Date) => sql`is_dangerous
  and (insured_from is null or insured_from > ${dayOf('starts_at')} or insured_to < ${dayOf('ends_at')})
  and status in ('recruiting', 'recruiting_paused', 'running') and ends_at > ${now}
  and starts_at < ${startOfDay(ZONE, addDays(until, 1))}
  and (insurance_reminded_on is null or insurance_reminded_on < ${today}::date)`

export async function findUnreminded(
  reader: Reader,
  today: LocalDate,
  until: LocalDate,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`select from projects where ${waiting(today, until, now)} limit 1`.execute(reader)
  return rows.length > 0
}

/** Marks those whose teams are to be reminded today. One that a deed holds at this moment comes with the next run. */
export async function markReminded(
  tx: Tx,
  today: LocalDate,
  until: LocalDate,
  now: Date,
): Promise<{ projectId: ProjectId; teamId: TeamId; title: string; startsAt: Date }[]> {
  const { rows } = await sql<{ projectId: ProjectId; teamId: TeamId; title: string; startsAt: Date }>`
    update projects set insurance_reminded_on = ${today}::date
    where project_id in (select project_id from projects where ${waiting(today, until, now)}
      order by project_id limit ${REMINDED_AT_A_TIME} for update skip locked)
    returning project_id, team_id, title, starts_at`.execute(tx)
  return rows
}
