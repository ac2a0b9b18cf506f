import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { FileId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Picture } from './certificate-picture.ts'
import { insertFile } from './files.store.ts'

/** Keeps a picture that was drawn anew before; a registration takes it within a day. */
export async function uploadTeamFile(act: Act, picture: Picture): Promise<{ fileId: FileId }> {
  const fileId = uuidv7<FileId>(act.now)
  await insertFile(act.tx, { fileId, uploadedBy: accountOf(act.actor), ...picture }, act.now)
  act.mark({ kind: 'team_file', id: fileId })
  return { fileId }
}
