/** Whom a project is there for, asked by every deed that takes the id of one. */
import type { Reader } from '../../db/handles.ts'
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { isPublished, isShownTo, pairKey } from '../projects/index.ts'
import { listStandings } from './standing.store.ts'

/** P23. Whether its page is there for them. False for what there is not. */
export async function isThereFor(reader: Reader, actor: Actor, projectId: ProjectId): Promise<boolean> {
  const project = await reader
    .selectFrom('projects')
    .select(['projectId', 'visibility', 'status', 'cancelledAt', 'teamPath', 'regionPath'])
    .where('projectId', '=', projectId)
    .executeTakeFirst()
  if (project === undefined || !isPublished(project)) return false
  const { visibility, teamPath, regionPath } = project
  const isStaff = reachesTeam(actor, teamPath, 'read') || reachesRegion(actor, regionPath, 'read')
  const stranger = { isStaff, isWelcome: false, hasSignedUp: false }
  const { volunteerId } = actor
  if (volunteerId === null || isShownTo(visibility, stranger)) return isShownTo(visibility, stranger)
  const pair = { volunteerId, projectId }
  const asked = new Map([[projectId, { projectId, visibility, excludedIds: [] }]])
  const standing = (await listStandings(reader, asked, [pair])).get(pairKey(pair))
  return isShownTo(visibility, { ...stranger, ...standing })
}
