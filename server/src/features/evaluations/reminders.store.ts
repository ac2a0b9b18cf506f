/** Days of projects that are over and of which nobody has been asked yet. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'

export interface EndedDay {
  projectId: ProjectId
  teamId: TeamId
  title: string
  endedOn: LocalDate
}

/** Shifts last a day at most, so that the index of their beginnings finds them. */
export async function listEndedDays(
  reader: Reader,
  days: { from: LocalDate; before: LocalDate },
  limit: number,
): Promise<EndedDay[]> {
  const started = startOfDay(ZONE, addDays(days.from, -1))
  const [from, before] = [startOfDay(ZONE, days.from), startOfDay(ZONE, days.before)]
  const { rows } = await sql<EndedDay>`
    select distinct p.project_id, p.team_id, p.title, (sh.ends_at at time zone ${ZONE})::date as ended_on
    from shifts sh join projects p on p.project_id = sh.project_id
    where sh.starts_at >= ${started} and sh.starts_at < ${before} and sh.ends_at >= ${from} and sh.ends_at < ${before}
      and p.status in ('running', 'ended', 'closed')
      and exists (select from signups s
        where s.project_id = sh.project_id and s.shift_id = sh.shift_id and s.status = 'served')
      and not exists (select from rating_reminders r
        where r.project_id = p.project_id and r.ended_on = (sh.ends_at at time zone ${ZONE})::date)
    order by p.project_id, ended_on limit ${limit}`.execute(reader)
  return rows
}

/** Who served on that day and has not rated the project. */
export async function listUnrated(
  tx: Tx,
  { projectId, endedOn }: Pick<EndedDay, 'projectId' | 'endedOn'>,
): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select distinct v.account_id from signups s
    join shifts sh on sh.project_id = s.project_id and sh.shift_id = s.shift_id
    join volunteers v on v.volunteer_id = s.volunteer_id
    where s.project_id = ${projectId} and s.status = 'served' and (sh.ends_at at time zone ${ZONE})::date = ${endedOn}
      and not exists (select from evaluations e where e.project_id = s.project_id
        and e.volunteer_id = s.volunteer_id and e.side = 'by_volunteer')`.execute(tx)
  return rows.map(({ accountId }) => accountId)
}

/** False when another process has asked meanwhile. */
export async function insertReminder(
  tx: Tx,
  { projectId, endedOn }: Pick<EndedDay, 'projectId' | 'endedOn'>,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ratingReminders')
    .values({ projectId, endedOn, remindedAt: at })
    .onConflict((conflict) => conflict.columns(['projectId', 'endedOn']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}
