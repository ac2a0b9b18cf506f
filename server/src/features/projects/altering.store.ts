/** What a published project says of itself, written anew; positions and shifts stay. The lock of the project is held. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'
import { replacePictures } from './pictures.store.ts'
import { fieldsOf, type StoredDraft } from './projects.store.ts'
import { replaceParts } from './terms.store.ts'

export async function updatePublishedFields(
  tx: Tx,
  { projectId, startsAt, endsAt }: Span & { projectId: ProjectId },
  draft: StoredDraft,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ ...fieldsOf(draft, { startsAt, endsAt }), alteredAt: at, formVersion: sql`form_version + 1` })
    .where('projectId', '=', projectId)
    .execute()
  await replaceParts(tx, projectId, draft)
  await replacePictures(tx, projectId, draft)
}
