/** Identity documents of applications that were refused and never sent again. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import { SEALED } from './volunteers.store.ts'

/** Refused by the last decision before that moment, and with a document still; in the order of their ids. */
export async function listRefusedBefore(reader: Reader, before: Date, limit: number): Promise<VolunteerId[]> {
  const { rows } = await sql<{ volunteerId: VolunteerId }>`
    select volunteer_id from volunteers
    where status = 'refused' and document_deleted_at is null
      and coalesce((select max(decided_at) from reviews where subject_id = volunteers.volunteer_id), registered_at) < ${before}
    order by volunteer_id limit ${limit}`.execute(reader)
  return rows.map(({ volunteerId }) => volunteerId)
}

/** The numbers of the person and of the guardian are gone; the application itself stays, and can be sent again. */
export async function deleteDocuments(
  tx: Tx,
  vault: Vault,
  volunteerIds: readonly VolunteerId[],
  now: Date,
): Promise<void> {
  if (volunteerIds.length === 0) return
  const idNumberEnc = vault.seal(SEALED.idNumber, '')
  await tx
    .updateTable('volunteers')
    .set({ idNumberEnc, documentDeletedAt: now })
    .where('volunteerId', 'in', volunteerIds)
    .execute()
  await tx
    .updateTable('guardianships')
    .set({ idNumberEnc })
    .where('volunteerId', 'in', volunteerIds)
    .execute()
}
