/** Registrations that were begun. The form is sealed: it names a person and a phone. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, FileId, VolunteerId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import type { TeamKind } from './teams.rules.ts'

const FORM = 'team_drafts.form'

/** Any part of a form, as far as it was typed. The wire says what else it may hold; here only its pictures matter. */
export interface DraftForm {
  certificateFileId?: string | null
  applicationFileId?: string | null
}
export interface Draft {
  kind: TeamKind
  savedAt: Date
  form: DraftForm
}

/** The latest first. */
export async function listDrafts(reader: Reader, vault: Vault, volunteerId: VolunteerId): Promise<Draft[]> {
  const rows = await reader
    .selectFrom('teamDrafts')
    .select(['kind', 'savedAt', 'formEnc'])
    .where('volunteerId', '=', volunteerId)
    .orderBy('savedAt', 'desc')
    .execute()
  return rows.map(({ kind, savedAt, formEnc }) => ({
    kind,
    savedAt,
    form: JSON.parse(vault.open(FORM, formEnc)) as DraftForm,
  }))
}

/** Pictures are kept with the draft of whoever uploaded them, and with no other. */
async function ownFile(tx: Tx, fileId: string | null | undefined, uploadedBy: AccountId) {
  if (fileId == null) return null
  const row = await tx
    .selectFrom('teamFiles')
    .select('fileId')
    .where('fileId', '=', fileId as FileId)
    .where('uploadedBy', '=', uploadedBy)
    .executeTakeFirst()
  return row?.fileId ?? null
}

export async function saveDraft(
  tx: Tx,
  vault: Vault,
  draft: { volunteerId: VolunteerId; accountId: AccountId; kind: TeamKind; form: DraftForm },
  now: Date,
): Promise<void> {
  const { volunteerId, accountId, kind, form } = draft
  const row = {
    formEnc: vault.seal(FORM, JSON.stringify(form)),
    certificateFileId: await ownFile(tx, form.certificateFileId, accountId),
    applicationFileId: await ownFile(tx, form.applicationFileId, accountId),
    savedAt: now,
  }
  await tx
    .insertInto('teamDrafts')
    .values({ volunteerId, kind, ...row })
    .onConflict((conflict) => conflict.columns(['volunteerId', 'kind']).doUpdateSet(row))
    .execute()
}

export async function deleteDraft(tx: Tx, volunteerId: VolunteerId, kind: TeamKind): Promise<void> {
  await tx.deleteFrom('teamDrafts').where('volunteerId', '=', volunteerId).where('kind', '=', kind).execute()
}

/** Drafts that nobody went on with. Their pictures are swept with all that no registration took. */
export async function deleteOldDrafts(tx: Tx, before: Date): Promise<void> {
  await sql`delete from team_drafts where saved_at < ${before}`.execute(tx)
}
