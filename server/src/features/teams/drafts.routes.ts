/** Registrations that were begun, over HTTP: each person's own. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import { discardTeamDraft, saveTeamDraft } from './drafts.actions.ts'
import * as shape from './drafts.shapes.ts'
import { listDrafts } from './drafts.store.ts'

export function draftsRoutes(app: App, { reader, perform, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/team-drafts',
    config: { audience: 'volunteer' },
    schema: { operationId: 'listMyTeamDrafts', tags: ['teams'], response: { 200: shape.TeamDraftList } },
    handler: async (request) =>
      shape.showDrafts(await listDrafts(reader, vault, volunteerOf(request.caller.actor))),
  })

  app.route({
    method: 'PUT',
    url: '/me/team-drafts/:kind',
    config: { audience: 'volunteer', limit: { max: 600, seconds: 3600 } },
    schema: {
      operationId: 'saveTeamDraft',
      tags: ['teams'],
      params: shape.DraftParams,
      body: shape.DraftFormBody,
      response: { 200: shape.SavedDraft },
    },
    handler: (request) =>
      perform(request.caller, saveTeamDraft, { kind: request.params.kind, form: request.body }),
  })

  app.route({
    method: 'DELETE',
    url: '/me/team-drafts/:kind',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'discardTeamDraft',
      tags: ['teams'],
      params: shape.DraftParams,
      response: { 200: shape.DraftParams },
    },
    handler: async (request) => {
      await perform(request.caller, discardTeamDraft, request.params)
      return request.params
    },
  })
}
