/** Certificates come in and go out as pictures, to those alone who have to do with them. */
import type { App, Doors } from '../../http/app.ts'
import type { FileId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uploadedBytes } from '../../http/uploads.ts'
import { redrawn } from './certificate-picture.ts'
import { uploadTeamFile } from './files.actions.ts'
import * as shape from './files.shapes.ts'
import { findFileOwner, getFileContent } from './files.store.ts'
import { whyNotSeeFile } from './teams.rules.ts'

const REASONS = { missing: 'file_missing', tooLarge: 'file_too_large' } as const

export function teamFilesRoutes(app: App, { reader, perform, observe }: Doors): void {
  app.route({
    method: 'POST',
    url: '/team-files',
    config: { audience: 'volunteer', refuses: shape.uploadRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'uploadTeamFile',
      tags: ['teams'],
      consumes: ['multipart/form-data'],
      body: shape.FileBody,
      response: { 201: shape.UploadedFile },
    },
    // The body is a stream of parts, which the handler reads; the schema tells the contract what is in it.
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      const picture = await redrawn(await uploadedBytes(request, REASONS, shape.FILE_BYTES_MAX))
      return reply.code(201).send(await perform(request.caller, uploadTeamFile, picture))
    },
  })

  app.route({
    method: 'GET',
    url: '/team-files/:fileId',
    config: { audience: 'signed_in', refuses: shape.fileRefuses },
    schema: {
      operationId: 'getTeamFile',
      tags: ['teams'],
      params: shape.FileParams,
      produces: ['image/jpeg', 'image/png', 'image/webp'],
    },
    handler: async (request, reply) => {
      const fileId = request.params.fileId as FileId
      const owner = await findFileOwner(reader, fileId)
      if (owner === undefined) throw new Refusal('file_not_found')
      refuseIf(whyNotSeeFile(request.caller.actor, owner))
      const { mediaType, content } = await getFileContent(reader, fileId)
      if (owner.uploadedBy !== request.caller.actor.accountId)
        await observe(request.caller, [{ kind: 'team_file', id: fileId }])
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `inline; filename="certificate.${mediaType.slice('image/'.length)}"`)
        .header('x-content-type-options', 'nosniff')
        .send(content)
    },
  })
}
