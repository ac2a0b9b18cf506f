/** Who is invited to a project, for its team; and what is meant for a person, for that person. */
import { Type } from 'typebox'
import type { App, Doors, Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { GuestId, ProjectId } from '../../kernel/ids.ts'
import { DOCUMENT_KINDS } from '../../kernel/identity-document.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listProjectsMeant } from './cards.store.ts'
import { inviteToProject, withdrawProjectInvitation } from './guests.actions.ts'
import { GUESTS_AT_ONCE, type InvitingReason } from './guests.rules.ts'
import { listGuests, type SentGuest } from './guests.store.ts'
import { guestsVisibleTo, type KeepingReason } from './projects.rules.ts'
import { ProjectCardShape, ProjectParams } from './projects.shapes.ts'
import { getProject } from './projects.store.ts'
import { showCard } from './shown.shapes.ts'

const tags = ['projects']
const GuestParams = Type.Object({ projectId: Uuid, guestId: Uuid })
const InviteBody = Type.Object({
  people: Type.Array(
    Type.Union([
      Type.Object({ volunteerNumber: Type.String({ minLength: 1, maxLength: 40 }) }),
      Type.Object({
        name: Type.String({ maxLength: 100 }),
        idKind: OneOf(DOCUMENT_KINDS),
        idNumber: Type.String({ maxLength: 40 }),
      }),
    ]),
    { minItems: 1, maxItems: GUESTS_AT_ONCE },
  ),
})
const InvitedShape = Type.Object({
  results: Type.Array(Type.Object({ outcome: OneOf(['invited', 'refused']), reason: Reason })),
})
const GuestPage = PageOf(
  Type.Object({
    guestId: Uuid,
    nameMasked: Nullable(Type.String()),
    idNumberMasked: Nullable(Type.String()),
    volunteerNumber: Nullable(Type.String()),
    invitedAt: Instant,
    invitedByName: Type.String(),
  }),
)
const guestsRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  KeepingReason | 'project_not_found'
>
const inviteRefuses = {
  ...guestsRefuses,
  not_by_invitation: 409,
  project_over: 409,
  too_many_guests: 409,
} satisfies Refuses<InvitingReason | 'project_not_found'>
const withdrawRefuses = { ...guestsRefuses, invitation_not_found: 404 } satisfies Refuses<
  KeepingReason | 'project_not_found' | 'invitation_not_found'
>
const showGuest = (guest: SentGuest) => ({ ...guest, invitedAt: guest.invitedAt.toISOString() })

export function guestsRoutes(app: App, doors: Doors): void {
  meantRoute(app, doors)
  const { reader, perform, vault } = doors
  app.route({
    method: 'GET',
    url: '/projects/:projectId/guests',
    config: { audience: 'team', refuses: guestsRefuses },
    schema: {
      operationId: 'listProjectGuests',
      tags,
      params: ProjectParams,
      querystring: PageQuery,
      response: { 200: GuestPage },
    },
    handler: async (request) => {
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = guestsVisibleTo(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listGuests(reader, vault, scope, request.query)
      return { items: page.items.map(showGuest), next: page.next }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/guests',
    config: { audience: 'team', refuses: inviteRefuses, limit: { max: 60, seconds: 3600 } },
    schema: {
      operationId: 'inviteToProject',
      tags,
      params: ProjectParams,
      body: InviteBody,
      response: { 200: InvitedShape },
    },
    handler: async (request) => ({
      results: await perform(request.caller, inviteToProject, {
        projectId: request.params.projectId as ProjectId,
        people: request.body.people,
      }),
    }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/guests/:guestId/withdraw',
    config: { audience: 'team', refuses: withdrawRefuses },
    schema: {
      operationId: 'withdrawProjectInvitation',
      tags,
      params: GuestParams,
      response: { 204: Type.Null() },
    },
    handler: async (request, reply) => {
      await perform(request.caller, withdrawProjectInvitation, {
        projectId: request.params.projectId as ProjectId,
        guestId: request.params.guestId as GuestId,
      })
      return reply.code(204).send(null)
    },
  })
}

function meantRoute(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/projects',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listProjectsForMe',
      tags,
      querystring: PageQuery,
      response: { 200: PageOf(ProjectCardShape) },
    },
    handler: async (request) => {
      const page = await listProjectsMeant(reader, volunteerOf(request.caller.actor), request.query, clock())
      return { items: page.items.map(showCard), next: page.next }
    },
  })
}
