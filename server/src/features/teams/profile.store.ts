/** What a living team says of itself: the daily fields its staff write, and the reviewed ones that others approved. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { TeamId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import type { TeamForm } from './form.rules.ts'
import { PHONE, refusingTaken } from './registration.store.ts'

export type DailyFields = Pick<
  TeamForm,
  | 'intro'
  | 'offers'
  | 'needs'
  | 'campaigns'
  | 'contactName'
  | 'contactPhone'
  | 'contactPublic'
  | 'leaderPublic'
>
export async function updateDaily(
  tx: Tx,
  vault: Vault,
  teamId: TeamId,
  { contactPhone, campaigns, ...daily }: DailyFields,
): Promise<void> {
  await tx
    .updateTable('teams')
    .set({ ...daily, campaigns: [...campaigns], contactPhoneEnc: vault.seal(PHONE, contactPhone) })
    .where('teamId', '=', teamId)
    .execute()
}

/** The reviewed fields, each alone; a code that another live team has taken meanwhile is refused. */
export type ReviewedFields = Partial<
  Pick<
    TeamForm,
    | 'registrationDepartment'
    | 'creditCode'
    | 'organisationCode'
    | 'certificateFileId'
    | 'applicationFileId'
    | 'unitKind'
    | 'address'
    | 'longitude'
    | 'latitude'
    | 'foundedOn'
  > & { categories: string[] }
>
/** A name that a team of the other county bears already is refused. */
export async function updateRegion(
  tx: Tx,
  teamId: TeamId,
  { regionCode, path }: { regionCode: string; path: string },
): Promise<void> {
  await refusingTaken(
    tx.updateTable('teams').set({ regionCode, regionPath: path }).where('teamId', '=', teamId).execute(),
  )
}

export async function updateReviewed(tx: Tx, teamId: TeamId, fields: ReviewedFields): Promise<void> {
  await refusingTaken(
    tx
      .updateTable('teams')
      .set(fields)
      .where('teamId', '=', teamId)
      .where(sql<boolean>`status in ('active', 'suspended')`)
      .execute(),
  )
}
