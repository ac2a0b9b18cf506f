/** Teams for everybody: the list, the page of one, and the liaison teams a form offers. */
import type { App, Doors } from '../../http/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { findRegion, policiesOf } from '../catalog/index.ts'
import { branchesRoutes } from './branches.routes.ts'
import { consentsRoutes } from './consents.routes.ts'
import { decisionsRoutes } from './decisions.routes.ts'
import { draftsRoutes } from './drafts.routes.ts'
import { findEnding } from './ending.store.ts'
import { teamFilesRoutes } from './files.routes.ts'
import { joinCodesRoutes } from './join-codes.routes.ts'
import { listAuthorities } from './authorities.store.ts'
import { authoritiesFor, choicesFor } from './liaison.rules.ts'
import { listTeams, listTeamsNear } from './directory.store.ts'
import { whyNotRequestMembership, type JoiningReason } from './memberships.rules.ts'
import { labelsRoutes } from './labels.routes.ts'
import { membershipsRoutes } from './memberships.routes.ts'
import { findLiveMembership, listTeamsOf, type LiveMembership } from './memberships.store.ts'
import { listFormerNames } from './names.store.ts'
import { namesRoutes } from './names.routes.ts'
import { registrationRoutes } from './registration.routes.ts'
import { getTeamDetail, listLiaisons } from './registration.store.ts'
import { profileRoutes } from './profile.routes.ts'
import { pledgesRoutes } from './pledges.routes.ts'
import { rolesRoutes } from './roles.routes.ts'
import { isShown } from './teams.rules.ts'
import { staffRegisterRoutes } from './staff-register.routes.ts'
import * as shape from './teams.shapes.ts'
import { findTeam, getTeamFigures, type Team } from './teams.store.ts'
import { leadershipRoutes } from './leadership.routes.ts'
import { standingRoutes } from './standing.routes.ts'
import { treeRoutes } from './tree.routes.ts'
import { trustingRoutes } from './trusting.routes.ts'

/** What stands between this visitor and the team, read the way the deed will read it. */
async function joining(
  reader: Reader,
  actor: Actor,
  team: Team,
): Promise<{ membership: LiveMembership | null; reason: JoiningReason | null }> {
  const { volunteerId } = actor
  const membership =
    volunteerId === null ? undefined : await findLiveMembership(reader, volunteerId, team.teamId)
  const facts = {
    team,
    membership: membership?.status ?? null,
    homeTeams: volunteerId === null ? 0 : (await listTeamsOf(reader, volunteerId)).length,
    homeTeamsMax: (await policiesOf(reader, team.regionPath)).homeTeamsMax,
  }
  return { membership: membership ?? null, reason: whyNotRequestMembership(actor, facts) }
}

async function regionPathOf(reader: Reader, regionCode: string): Promise<string> {
  const region = await findRegion(reader, regionCode)
  if (region === undefined) throw new Refusal('region_not_found')
  return region.path
}

function publicTeams(app: App, { reader, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams',
    config: { audience: 'public', refuses: shape.regionRefuses },
    schema: {
      operationId: 'listTeams',
      tags: ['teams'],
      querystring: shape.ListTeamsQuery,
      response: { 200: shape.TeamPage },
    },
    handler: async ({ query }) => {
      const regionPath = query.region === undefined ? null : await regionPathOf(reader, query.region)
      const filter = { q: query.q, category: query.category, campaign: query.campaign, regionPath }
      const near = shape.nearnessIn(query)
      return near === null ? listTeams(reader, filter, query) : listTeamsNear(reader, filter, near, query)
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId',
    config: { audience: 'public', refuses: shape.teamRefuses },
    schema: {
      operationId: 'getTeam',
      tags: ['teams'],
      params: shape.TeamParams,
      response: { 200: shape.TeamShape },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const team = await findTeam(reader, teamId)
      if (team === undefined || !isShown(team)) throw new Refusal('team_not_found')
      const [detail, former, ending, figures, { membership, reason }] = await Promise.all([
        getTeamDetail(reader, vault, teamId),
        listFormerNames(reader, [teamId]),
        findEnding(reader, teamId),
        getTeamFigures(reader, teamId, clock()),
        joining(reader, request.caller.actor, team),
      ])
      return shape.showTeam(team, detail, { former, ending, figures, membership, reason })
    },
  })
}

function treeOfTeams(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/liaison-teams',
    config: { audience: 'signed_in', refuses: shape.regionRefuses },
    schema: {
      operationId: 'listLiaisonTeams',
      tags: ['teams'],
      querystring: shape.ListLiaisonTeamsQuery,
      response: { 200: shape.LiaisonTeamList },
    },
    handler: async ({ query }) => {
      const regionPath = await regionPathOf(reader, query.region)
      const liaisons = await listLiaisons(reader, regionPath)
      return shape.showLiaisons(choicesFor({ level: query.level ?? 'team', regionPath }, liaisons), liaisons)
    },
  })

  app.route({
    method: 'GET',
    url: '/registering-authorities',
    config: { audience: 'signed_in', refuses: shape.regionRefuses },
    schema: {
      operationId: 'listRegisteringAuthorities',
      tags: ['teams'],
      querystring: shape.ListAuthoritiesQuery,
      response: { 200: shape.AuthorityList },
    },
    handler: async ({ query }) => {
      const authorities = await listAuthorities(reader, await regionPathOf(reader, query.region))
      const { items, right } = authoritiesFor(authorities)
      return { right, items: items.map(({ whyNot, ...one }) => ({ ...one, whyNot: { register: whyNot } })) }
    },
  })
}

export function teamsRoutes(app: App, doors: Doors): void {
  publicTeams(app, doors)
  treeOfTeams(app, doors)
  branchesRoutes(app, doors)
  namesRoutes(app, doors)
  registrationRoutes(app, doors)
  membershipsRoutes(app, doors)
  rolesRoutes(app, doors)
  joinCodesRoutes(app, doors)
  pledgesRoutes(app, doors)
  labelsRoutes(app, doors)
  consentsRoutes(app, doors)
  decisionsRoutes(app, doors)
  staffRegisterRoutes(app, doors)
  teamFilesRoutes(app, doors)
  draftsRoutes(app, doors)
  profileRoutes(app, doors)
  treeRoutes(app, doors)
  standingRoutes(app, doors)
  trustingRoutes(app, doors)
  leadershipRoutes(app, doors)
}
