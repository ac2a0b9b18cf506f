import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { getTeam, type Picture } from '../teams/index.ts'
import { insertPicture } from './pictures.store.ts'
import { whyNotCreateProject } from './projects.rules.ts'

/** Keeps a picture that was drawn anew before; a project of the team takes it within a day. */
export async function uploadProjectPicture(
  act: Act,
  { teamId, picture }: { teamId: TeamId; picture: Picture },
): Promise<{ fileId: FileId }> {
  refuseIf(whyNotCreateProject(act.actor, await getTeam(act.tx, teamId)))
  const fileId = uuidv7<FileId>(act.now)
  await insertPicture(act.tx, { fileId, teamId, uploadedBy: accountOf(act.actor), ...picture }, act.now)
  act.mark({ kind: 'project_file', id: fileId })
  return { fileId }
}
