/** Ratings over HTTP: between the team and its volunteers, and what others read of them. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { rateProject, rateVolunteers } from './evaluations.actions.ts'
import {
  mayHide,
  ratingsVisibleTo,
  servedVisibleTo,
  TOLD_FROM,
  whyNotRatePerson,
  whyNotReadRatings,
} from './evaluations.rules.ts'
import * as shape from './evaluations.shapes.ts'
import { hidingRoutes } from './hiding.routes.ts'
import { listOwnServices, listServedPeople, listWords, sumRatings } from './lists.store.ts'
import { ratingCodesRoutes } from './rating-codes.routes.ts'
import { reportsRoutes } from './reports.routes.ts'

const tags = ['evaluations']
const limit = { max: 120, seconds: 3600 }

function byTeam(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/evaluations/volunteers',
    config: { audience: 'team', refuses: shape.teamRefuses },
    schema: {
      operationId: 'listServedVolunteers',
      tags,
      params: ProjectParams,
      querystring: shape.WordyQuery(shape.ROWS_MAX.served),
      response: { 200: shape.ServedPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const scope = servedVisibleTo(actor, await getProject(reader, request.params.projectId as ProjectId))
      if (scope === null) throw new Refusal('not_your_team')
      const { items, next } = await listServedPeople(reader, scope, request.query)
      const now = clock()
      const show = (one: (typeof items)[number]) =>
        shape.showServed(one, whyNotRatePerson(actor, one.volunteerId) !== null, now)
      return { items: items.map(show), next }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/evaluations/volunteers',
    config: { audience: 'team', refuses: shape.teamRefuses, limit },
    schema: {
      operationId: 'rateVolunteers',
      tags,
      params: ProjectParams,
      body: shape.RateVolunteersBody,
      response: { 200: shape.RatingResults },
    },
    handler: async (request) => {
      const ratings = request.body.ratings.map((one) => ({
        ...one,
        volunteerId: one.volunteerId as VolunteerId,
      }))
      const projectId = request.params.projectId as ProjectId
      return { results: await perform(request.caller, rateVolunteers, { projectId, ratings }) }
    },
  })
}

function byVolunteer(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/evaluations',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyEvaluations',
      tags,
      querystring: shape.WordyQuery(shape.ROWS_MAX.mine),
      response: { 200: shape.MyEvaluationPage },
    },
    handler: async (request) => {
      const page = await listOwnServices(reader, volunteerOf(request.caller.actor), request.query)
      return { items: page.items.map((one) => shape.showMine(one, clock())), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/me/evaluations/:projectId',
    config: { audience: 'volunteer', refuses: shape.myRefuses },
    schema: {
      operationId: 'getMyEvaluation',
      tags,
      params: ProjectParams,
      response: { 200: shape.MyEvaluationShape },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const { items } = await listOwnServices(reader, volunteerOf(request.caller.actor), { projectId })
      if (items[0] === undefined) throw new Refusal('not_served')
      return shape.showMine(items[0], clock())
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/evaluation',
    config: { audience: 'volunteer', refuses: shape.rateRefuses, limit },
    schema: {
      operationId: 'rateProject',
      tags,
      params: ProjectParams,
      body: shape.RateProjectBody,
      response: { 200: shape.RatedProject },
    },
    handler: (request) =>
      perform(request.caller, rateProject, {
        projectId: request.params.projectId as ProjectId,
        ...request.body,
      }),
  })
}

function reading(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/evaluations',
    config: { audience: 'staff', refuses: shape.readRefuses },
    schema: {
      operationId: 'getProjectRatings',
      tags,
      params: ProjectParams,
      response: { 200: shape.ProjectRatings },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const project = await getProject(reader, request.params.projectId as ProjectId)
      if (ratingsVisibleTo(actor, project) === null) throw new Refusal(whyNotReadRatings(actor))
      const [sums, team] = await Promise.all([
        sumRatings(reader, project.projectId, clock()),
        getTeam(reader, project.teamId),
      ])
      const whyNot = { hideEvaluationWords: mayHide(actor, team) }
      return { ...shape.showSums(sums), toldFrom: TOLD_FROM, whyNot }
    },
  })

  app.route({
    method: 'GET',
    url: '/projects/:projectId/evaluations/words',
    config: { audience: 'staff', refuses: shape.readRefuses },
    schema: {
      operationId: 'listEvaluationWords',
      tags,
      params: ProjectParams,
      querystring: shape.WordyQuery(shape.ROWS_MAX.words),
      response: { 200: shape.WordsPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = ratingsVisibleTo(actor, project)
      if (scope === null) throw new Refusal(whyNotReadRatings(actor))
      const sums = await sumRatings(reader, project.projectId, clock())
      const isMany = (sums.get('by_volunteer')?.count ?? 0) >= TOLD_FROM
      const oversees = mayHide(actor, await getTeam(reader, project.teamId)) === null
      const sides = [
        ...(isMany ? (['by_volunteer'] as const) : []),
        ...(oversees ? (['by_team'] as const) : []),
        'by_recipient' as const,
      ]
      const page = await listWords(reader, scope, sides, request.query, clock())
      return { items: page.items.map(shape.showWords), next: page.next }
    },
  })
}

export function evaluationsRoutes(app: App, doors: Doors): void {
  byTeam(app, doors)
  byVolunteer(app, doors)
  reading(app, doors)
  hidingRoutes(app, doors)
  ratingCodesRoutes(app, doors)
  reportsRoutes(app, doors)
}
