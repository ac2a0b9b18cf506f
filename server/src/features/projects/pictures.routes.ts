/** Covers and pictures of projects come in from their teams and go out to whoever may read of the project. */
import type { App, Doors } from '../../http/app.ts'
import { uploadedBytes } from '../../http/uploads.ts'
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { getTeam, redrawn, TeamParams } from '../teams/index.ts'
import { uploadProjectPicture } from './pictures.actions.ts'
import * as shape from './pictures.shapes.ts'
import { findPictureOwner, getPicture, type PictureOwner } from './pictures.store.ts'
import { isPublic, whyNotCreateProject } from './projects.rules.ts'
import { isShownTo, pairKey } from './terms.rules.ts'
import { listWelcome } from './welcome.store.ts'

const REASONS = { missing: 'file_missing', tooLarge: 'file_too_large' } as const
const DAY_SECONDS = 86_400

export function picturesRoutes(app: App, doors: Doors): void {
  const { reader, perform } = doors
  pictureRoute(app, doors)
  app.route({
    method: 'POST',
    url: '/teams/:teamId/project-files',
    config: {
      audience: 'team',
      refuses: shape.uploadPictureRefuses,
      limit: { max: 60, seconds: 3600 },
    },
    schema: {
      operationId: 'uploadProjectPicture',
      tags: ['projects'],
      params: TeamParams,
      consumes: ['multipart/form-data'],
      body: shape.PictureBody,
      response: { 201: shape.UploadedPicture },
    },
    // The body is a stream of parts, which the handler reads; the schema tells the contract what is in it.
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      const teamId = request.params.teamId as TeamId
      // Before anything is read or drawn for somebody who may not.
      refuseIf(whyNotCreateProject(request.caller.actor, await getTeam(reader, teamId)))
      const picture = await redrawn(await uploadedBytes(request, REASONS, shape.PICTURE_BYTES_MAX))
      return reply.code(201).send(await perform(request.caller, uploadProjectPicture, { teamId, picture }))
    },
  })
}

function pictureRoute(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/project-files/:fileId',
    config: { audience: 'public', refuses: shape.pictureRefuses },
    schema: {
      operationId: 'getProjectPicture',
      tags: ['projects'],
      params: shape.PictureParams,
      produces: ['image/jpeg', 'image/png', 'image/webp'],
    },
    handler: async (request, reply) => {
      const fileId = request.params.fileId as FileId
      const owner = await findPictureOwner(reader, fileId)
      if (owner === undefined) throw new Refusal('file_not_found')
      const forAll = isForAll(owner)
      if (!forAll && !(await isFor(reader, request.caller.actor, owner))) throw new Refusal('file_not_found')
      const { mediaType, content } = await getPicture(reader, fileId)
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `inline; filename="project.${mediaType.slice('image/'.length)}"`)
        .header('x-content-type-options', 'nosniff')
        .header('cache-control', forAll ? `public, max-age=${DAY_SECONDS}` : 'no-store')
        .send(content)
    },
  })
}

/** Everybody reads of what is public, or by code for whoever has the link. */
const isForAll = ({ project }: PictureOwner): boolean =>
  project !== null &&
  isPublic(project.status) &&
  (project.visibility === 'public' || project.visibility === 'code')

async function isFor(reader: Reader, actor: Actor, owner: PictureOwner): Promise<boolean> {
  const { project, teamPath, regionPath } = owner
  const isStaff =
    owner.uploadedBy === actor.accountId ||
    reachesTeam(actor, teamPath, 'read') ||
    reachesRegion(actor, regionPath, 'read')
  if (isStaff) return true
  if (project === null || !isPublic(project.status) || actor.volunteerId === null) return false
  const pair = { volunteerId: actor.volunteerId, projectId: project.projectId }
  const isWelcome = (await listWelcome(reader, [pair])).has(pairKey(pair))
  return isShownTo(project.visibility, { isStaff, isWelcome, hasSignedUp: false })
}
