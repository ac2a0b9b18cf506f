/** The leave that people give beforehand, to one team each. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'

export interface StandingConsent {
  teamId: TeamId
  teamName: string
  givenAt: Date
}
export async function findStandingConsent(
  reader: Reader,
  volunteerId: VolunteerId,
): Promise<StandingConsent | undefined> {
  return reader
    .selectFrom('standingConsents')
    .innerJoin('teams', 'teams.teamId', 'standingConsents.teamId')
    .select(['standingConsents.teamId', 'teams.name as teamName', 'standingConsents.givenAt'])
    .where('volunteerId', '=', volunteerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

/** The person is locked. */
export async function insertStandingConsent(
  tx: Tx,
  volunteerId: VolunteerId,
  teamId: TeamId,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('standingConsents')
    .values({ volunteerId, consentId: uuidv7(now), teamId, givenAt: now })
    .execute()
}

/** False when there is none. */
export async function markStandingConsentEnded(
  tx: Tx,
  volunteerId: VolunteerId,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('standingConsents')
    .set({ endedAt: now })
    .where('volunteerId', '=', volunteerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
