/** Registrations over HTTP: handing in, mending, reviewing, and founding the first of a tree. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  findReviewerPosition,
  getReview,
  listHistory,
  readRefuses,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { findVolunteer } from '../volunteers/index.ts'
import { FoundFederationBody, formOf, foundingFormOf, showForm, TeamFormBody } from './form.shapes.ts'
import { findNameFindings } from './names.actions.ts'
import { foundFederation, registerTeam, resubmitTeam } from './registration.actions.ts'
import {
  findReviewerName,
  getTeamDetail,
  listRegistrations,
  type Registration,
} from './registration.store.ts'
import { reviewTeam } from './reviews.actions.ts'
import * as refusals from './refusals.shapes.ts'
import * as shape from './registration.shapes.ts'
import { teamRefuses, TeamParams } from './teams.shapes.ts'
import { getTeam } from './teams.store.ts'

const DAY_SECONDS = 86_400
const REGISTRATIONS_A_DAY = 20

function handingIn(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams',
    config: {
      audience: 'volunteer',
      refuses: refusals.registerRefuses,
      limit: { max: REGISTRATIONS_A_DAY, seconds: DAY_SECONDS },
    },
    schema: {
      operationId: 'registerTeam',
      tags: ['teams'],
      body: TeamFormBody,
      response: { 201: shape.RegisteredTeam },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await perform(request.caller, registerTeam, formOf(request.body))),
  })

  app.route({
    method: 'PUT',
    url: '/teams/:teamId/registration',
    config: { audience: 'volunteer', refuses: refusals.resubmitRefuses },
    schema: {
      operationId: 'resubmitTeam',
      tags: ['teams'],
      params: TeamParams,
      body: TeamFormBody,
      response: { 200: shape.RegisteredTeam },
    },
    handler: async (request) =>
      perform(request.caller, resubmitTeam, {
        teamId: request.params.teamId as TeamId,
        form: formOf(request.body),
      }),
  })

  app.route({
    method: 'POST',
    url: '/federations',
    config: { audience: 'authority', refuses: refusals.foundRefuses },
    schema: {
      operationId: 'foundFederation',
      tags: ['teams'],
      body: FoundFederationBody,
      response: { 201: shape.FoundedTeam },
    },
    handler: async (request, reply) =>
      reply.code(201).send(
        await perform(request.caller, foundFederation, {
          form: foundingFormOf(request.body),
          leaderVolunteerNumber: request.body.leaderVolunteerNumber,
        }),
      ),
  })
}

function ownRegistrations(app: App, { reader, vault }: Doors): void {
  const shown = async (registration: Registration) => {
    const { regionPath, parentName, teamId } = registration
    const parent = parentName === null ? null : { name: parentName }
    const [name, position] = await Promise.all([
      findReviewerName(reader, { regionPath, parent }),
      findReviewerPosition(reader, 'team', teamId),
    ])
    return shape.showRegistration(registration, name, position)
  }

  app.route({
    method: 'GET',
    url: '/me/team-registrations',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyTeamRegistrations',
      tags: ['teams'],
      response: { 200: shape.MyTeamRegistrations },
    },
    handler: async (request) => {
      const registrations = await listRegistrations(reader, volunteerOf(request.caller.actor), null)
      return { items: await Promise.all(registrations.map(shown)) }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/registration',
    config: { audience: 'volunteer', refuses: teamRefuses },
    schema: {
      operationId: 'getTeamRegistration',
      tags: ['teams'],
      params: TeamParams,
      response: { 200: shape.TeamRegistration },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const [registration] = await listRegistrations(reader, volunteerOf(request.caller.actor), teamId)
      if (registration === undefined) throw new Refusal('team_not_found')
      const [team, detail] = await Promise.all([
        getTeam(reader, teamId),
        getTeamDetail(reader, vault, teamId),
      ])
      const { refusalPoints } = detail
      return { ...(await shown(registration)), refusalPoints, ...showForm(team, detail) }
    },
  })
}

function reviewing(app: App, { reader, perform, observe, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/team',
    config: { audience: 'staff', refuses: readRefuses },
    schema: {
      operationId: 'getTeamReview',
      tags: ['teams'],
      params: ReviewParams,
      response: { 200: shape.TeamReview },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const review = await getReview(
        reader,
        request.params.reviewId as ReviewId,
        'team',
        dateIn(ZONE, clock()),
      )
      refuseIf(whyNotRead(actor, review))
      const teamId = review.subjectId as TeamId
      const [team, detail, history] = await Promise.all([
        getTeam(reader, teamId),
        getTeamDetail(reader, vault, teamId),
        listHistory(reader, 'team', teamId),
      ])
      const [leader, findings] = await Promise.all([
        findVolunteer(reader, team.leaderVolunteerId),
        findNameFindings(reader, { ...team, unitKind: detail.unitKind }),
      ])
      // The form holds a phone and a name, so the leader sees who has read it.
      await observe(request.caller, [{ kind: 'team', id: teamId, volunteerId: team.leaderVolunteerId }])
      const facts = shape.showReviewFacts(team, detail, leader, findings)
      return { review: showReview(review, actor), history: showHistory(history), facts }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/team',
    config: { audience: 'staff', refuses: refusals.reviewRefuses },
    schema: {
      operationId: 'reviewTeam',
      tags: ['teams'],
      params: ReviewParams,
      body: shape.TeamDecisionBody,
      response: { 200: shape.ReviewedTeam },
    },
    handler: async (request) =>
      perform(request.caller, reviewTeam, { reviewId: request.params.reviewId as ReviewId, ...request.body }),
  })
}

export function registrationRoutes(app: App, doors: Doors): void {
  handingIn(app, doors)
  ownRegistrations(app, doors)
  reviewing(app, doors)
}
