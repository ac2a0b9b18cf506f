/** "This is not me": which records a person may say it of, and what was said. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { RecordKind } from './disowning.rules.ts'

export interface OwnRecord {
  teamId: TeamId
  /** Only hours have one. */
  grade: 'A' | 'B' | 'C' | 'D' | 'E' | null
}

export async function findOwnRecord(
  reader: Reader,
  volunteerId: VolunteerId,
  { recordKind, recordId }: { recordKind: RecordKind; recordId: string },
): Promise<OwnRecord | undefined> {
  const { rows } = await sql<OwnRecord>`
    select team_id, grade from hour_entries
    where volunteer_id = ${volunteerId} and hour_entry_id = ${recordId} and ${recordKind} = 'hour_entry'
    union all
    select team_id, null from memberships
    where volunteer_id = ${volunteerId} and membership_id = ${recordId} and ${recordKind} = 'membership'
    union all
    select team_id, null from signups
    where volunteer_id = ${volunteerId} and signup_id = ${recordId} and ${recordKind} = 'signup'`.execute(
    reader,
  )
  return rows[0]
}

/** False when it was said already. */
export async function insertDisowned(
  tx: Tx,
  disowned: { volunteerId: VolunteerId; recordKind: RecordKind; recordId: string; note: string },
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('disownedRecords')
    .values({ ...disowned, disownedId: uuidv7<string>(now), reportedAt: now })
    .onConflict((conflict) => conflict.columns(['volunteerId', 'recordKind', 'recordId']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
