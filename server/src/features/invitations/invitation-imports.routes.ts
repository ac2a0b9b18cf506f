/** Inviting from a spreadsheet over HTTP: a look without sending, the start, and what became of it. */
import type { FastifyRequest } from 'fastify'
import type { App, Doors } from '../../http/app.ts'
import { uploadedBytes } from '../../http/uploads.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ImportId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  ChildTeamsQuery as MorePages,
  getTeam,
  keepRefuses,
  membersVisibleTo,
  TeamParams,
  type TeamScope,
} from '../teams/index.ts'
import { startInvitationImport } from './invitation-imports.actions.ts'
import * as shape from './invitation-imports.shapes.ts'
import { findFailures, findImport, listImports } from './invitation-imports.store.ts'
import { whyNotInvite, whyNotSendMore } from './invitations.rules.ts'
import { countSent } from './invitations.store.ts'
import { inviteesTemplate, readInviteesFile } from './invitees-sheet.ts'

const REASONS = { missing: 'sheet_missing', tooLarge: 'sheet_too_large' } as const
const LIMIT = { max: 60, seconds: 3600 }
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Whoever may not invite is told before the file is looked at. */
function sending(app: App, { reader, perform, clock }: Doors): void {
  const read = async (request: FastifyRequest, teamId: TeamId) => {
    refuseIf(whyNotInvite(request.caller.actor, await getTeam(reader, teamId)))
    return readInviteesFile(
      await uploadedBytes(request, REASONS, shape.SHEET_BYTES_MAX),
      dateIn(ZONE, clock()),
    )
  }

  app.route({
    method: 'POST',
    url: '/teams/:teamId/invitation-files/check',
    config: { audience: 'team', refuses: shape.checkRefuses, limit: LIMIT },
    schema: {
      operationId: 'checkInvitationFile',
      tags: ['teams'],
      consumes: ['multipart/form-data'],
      params: TeamParams,
      body: shape.SheetBody,
      response: { 200: shape.CheckedFile },
    },
    // The body is a stream of parts, which the handler reads; the schema tells the contract what is in it.
    validatorCompiler: () => () => true,
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const reading = await read(request, teamId)
      const sent = await countSent(reader, teamId, dateIn(ZONE, clock()))
      return shape.showChecked(reading, whyNotSendMore(sent, reading.invitees.length))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/invitation-imports',
    config: { audience: 'team', refuses: shape.startRefuses, limit: LIMIT },
    schema: {
      operationId: 'startInvitationImport',
      tags: ['teams'],
      consumes: ['multipart/form-data'],
      params: TeamParams,
      body: shape.SheetBody,
      response: { 201: shape.StartedImport },
    },
    validatorCompiler: () => () => true,
    handler: async (request, reply) => {
      const teamId = request.params.teamId as TeamId
      const reading = await read(request, teamId)
      const importId = await perform(request.caller, startInvitationImport, { ...reading, teamId })
      return reply.code(201).send({ importId })
    },
  })
}

function watching(app: App, { reader, vault }: Doors): void {
  const scopeOf = async (actor: Actor, teamId: string): Promise<TeamScope> => {
    const scope = membersVisibleTo(actor, await getTeam(reader, teamId as TeamId))
    if (scope === null) throw new Refusal('not_your_team')
    return scope
  }

  app.route({
    method: 'GET',
    url: '/teams/:teamId/invitation-imports',
    config: { audience: 'team', refuses: keepRefuses },
    schema: {
      operationId: 'listInvitationImports',
      tags: ['teams'],
      params: TeamParams,
      querystring: MorePages,
      response: { 200: shape.ImportPage },
    },
    handler: async (request) => {
      const scope = await scopeOf(request.caller.actor, request.params.teamId)
      const page = await listImports(reader, scope, request.query)
      return { items: page.items.map(shape.showImport), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/invitation-imports/:importId',
    config: { audience: 'team', refuses: shape.importRefuses },
    schema: {
      operationId: 'getInvitationImport',
      tags: ['teams'],
      params: shape.ImportParams,
      response: { 200: shape.ImportShape },
    },
    handler: async (request) => {
      const scope = await scopeOf(request.caller.actor, request.params.teamId)
      const one = await findImport(reader, scope, request.params.importId as ImportId)
      if (one === undefined) throw new Refusal('import_not_found')
      return shape.showImport(one)
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/invitation-imports/:importId/failures',
    config: { audience: 'team', refuses: shape.importRefuses },
    schema: {
      operationId: 'listInvitationFailures',
      tags: ['teams'],
      params: shape.ImportParams,
      response: { 200: shape.FailureList },
    },
    handler: async (request) => {
      const scope = await scopeOf(request.caller.actor, request.params.teamId)
      const items = await findFailures(reader, vault, scope, request.params.importId as ImportId)
      if (items === undefined) throw new Refusal('import_not_found')
      return { items }
    },
  })
}

function template(app: App): void {
  let made: Buffer | null = null
  app.route({
    method: 'GET',
    url: '/invitation-template',
    config: { audience: 'team' },
    schema: { operationId: 'getInvitationTemplate', tags: ['teams'], produces: [XLSX] },
    handler: async (_request, reply) => {
      made ??= await inviteesTemplate()
      return reply
        .header('content-type', XLSX)
        .header(
          'content-disposition',
          "attachment; filename*=UTF-8''%E9%82%80%E8%AF%B7%E5%90%8D%E5%8D%95.xlsx",
        )
        .send(made)
    },
  })
}

export function invitationImportsRoutes(app: App, doors: Doors): void {
  sending(app, doors)
  watching(app, doors)
  template(app)
}
