/** The team's list of sign-ups over HTTP, and what it decides about them. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { decideSignUps } from './deciding.actions.ts'
import * as shape from './deciding.shapes.ts'
import { findDecidingPolicy } from './facts.store.ts'
import { countSignUps, listSignUps } from './lists.store.ts'
import { rosterVisibleTo } from './signups.rules.ts'

const tags = ['signups']

export function decidingRoutes(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/signups',
    config: { audience: 'team', refuses: shape.rosterRefuses },
    schema: {
      operationId: 'listSignUps',
      tags,
      params: ProjectParams,
      querystring: shape.ListSignUpsQuery,
      response: { 200: shape.SignUpPage },
    },
    handler: async (request) => {
      const now = clock()
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = rosterVisibleTo(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const query = { ...request.query, shiftId: request.query.shiftId as ShiftId | undefined }
      const [page, counts, { adultAge }, { status: teamStatus }, { keepsWaitingList }] = await Promise.all([
        listSignUps(reader, scope, query, dateIn(ZONE, now)),
        countSignUps(reader, scope, query.shiftId ?? null),
        policiesOf(reader, project.regionPath),
        getTeam(reader, project.teamId),
        findDecidingPolicy(reader, project.projectId),
      ])
      const known = { adultAge, teamStatus, keepsWaitingList }
      const items = page.items.map((row) => shape.showSignUp(row, known, now))
      return { items, next: page.next, counts }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/signup-decisions',
    config: { audience: 'team', refuses: shape.rosterRefuses },
    schema: {
      operationId: 'decideSignUps',
      tags,
      params: ProjectParams,
      body: shape.DecisionsBody,
      response: { 200: shape.DecisionResults },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const decisions = request.body.decisions.map((each) => ({
        ...each,
        signupId: each.signupId as SignupId,
      }))
      return { results: await perform(request.caller, decideSignUps, { projectId, decisions }) }
    },
  })
}
