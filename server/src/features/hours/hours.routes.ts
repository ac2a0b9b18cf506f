/** Hours over HTTP: what a team enters, what waits for a second person, and the lines of the ledger. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf, type Actor } from '../../kernel/actor.ts'
import type { HourDraftId, ProjectId, SignupId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { policiesOf } from '../catalog/index.ts'
import { getTeam, type Team } from '../teams/index.ts'
import { approveHours } from './approving.actions.ts'
import { listDrafts } from './drafts.store.ts'
import { enterHours } from './hours.actions.ts'
import { hoursOfTeam, ownHours, type TeamHours } from './hours.rules.ts'
import * as shape from './hours.shapes.ts'
import { getTotals, listOwnHours, listTeamHours } from './hours.store.ts'

async function scopeOf(
  reader: Reader,
  actor: Actor,
  teamId: string,
): Promise<{ team: Team; scope: TeamHours }> {
  const team = await getTeam(reader, teamId as TeamId)
  const scope = hoursOfTeam(actor, team)
  if (scope === null) throw new Refusal('not_your_team')
  return { team, scope }
}

export function hoursRoutes(app: App, doors: Doors): void {
  const { perform } = doors

  app.route({
    method: 'POST',
    url: '/projects/:projectId/hours',
    config: { audience: 'team', refuses: shape.enterHoursRefuses },
    schema: {
      operationId: 'enterHours',
      tags: ['hours'],
      params: shape.ProjectParams,
      body: shape.EnterHoursBody,
      response: { 200: shape.EnteredShape },
    },
    handler: async (request) => ({
      results: await perform(request.caller, enterHours, {
        projectId: request.params.projectId as ProjectId,
        entries: request.body.entries.map((entry) => ({
          ...entry,
          signupId: entry.signupId as SignupId,
          startsAt: new Date(entry.startsAt),
          endsAt: new Date(entry.endsAt),
        })),
      }),
    }),
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/hour-approvals',
    config: { audience: 'team', refuses: shape.teamHoursRefuses },
    schema: {
      operationId: 'approveHours',
      tags: ['hours'],
      params: shape.TeamParams,
      body: shape.ApproveHoursBody,
      response: { 200: shape.ApprovedShape },
    },
    handler: async (request) => ({
      results: await perform(request.caller, approveHours, {
        teamId: request.params.teamId as TeamId,
        approvals: request.body.approvals.map(({ hourDraftId, decision, reason = '' }) => ({
          hourDraftId: hourDraftId as HourDraftId,
          decision,
          reason,
        })),
      }),
    }),
  })

  teamLists(app, doors)
  ownList(app, doors)
}

function teamLists(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/hour-drafts',
    config: { audience: 'team', refuses: shape.teamHoursRefuses },
    schema: {
      operationId: 'listHourDrafts',
      tags: ['hours'],
      params: shape.TeamParams,
      querystring: shape.DraftsQuery,
      response: { 200: shape.DraftPage },
    },
    handler: async (request) => {
      const { scope } = await scopeOf(reader, request.caller.actor, request.params.teamId)
      const page = await listDrafts(reader, scope, request.query)
      return { ...page, items: page.items.map((draft) => shape.showDraft(draft, request.caller.actor)) }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/hours',
    config: { audience: 'team', refuses: shape.teamHoursRefuses },
    schema: {
      operationId: 'listTeamHours',
      tags: ['hours'],
      params: shape.TeamParams,
      querystring: shape.TeamHoursQuery,
      response: { 200: shape.TeamHoursPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const { team, scope } = await scopeOf(reader, actor, request.params.teamId)
      const projectId = request.query.projectId as ProjectId | undefined
      const page = await listTeamHours(reader, scope, { ...request.query, projectId })
      return { ...page, items: page.items.map((line) => shape.showTeamHourLine(line, team.path, actor)) }
    },
  })
}

function ownList(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/hours',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyHours',
      tags: ['hours'],
      querystring: shape.MyHoursQuery,
      response: { 200: shape.MyHoursPage },
    },
    handler: async (request) => {
      const scope = ownHours(volunteerOf(request.caller.actor))
      const year = Number(dateIn(ZONE, clock()).slice(0, 4))
      const totals = await getTotals(reader, scope, year)
      const [policies, page] = await Promise.all([
        policiesOf(reader, totals.regionPath),
        listOwnHours(reader, scope, request.query),
      ])
      return {
        ...page,
        items: page.items.map(shape.showHourLine),
        totals: shape.showTotals(totals, policies),
      }
    },
  })
}
