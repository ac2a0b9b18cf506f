/** Oneself over HTTP: who one is, the card, and the key of "my code". */
import type { App, Doors } from '../../http/app.ts'
import { originOf } from '../../http/origin.ts'
import { volunteerOf, type Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findSecondFactorState, isDemoSite } from '../accounts/index.ts'
import { policiesOf } from '../catalog/index.ts'
import { findQueuePosition } from '../reviews/index.ts'
import { enrolCardKey } from './cards.actions.ts'
import { starOf } from './cards.rules.ts'
import { findCard, findOwnAccount, findOwnVolunteer, listRegionNames, listTeamNames } from './me.store.ts'
import { isMinor } from './registration.rules.ts'
import { registrationRoutes } from './registration.routes.ts'
import { verificationRoutes } from './verification.routes.ts'
import * as shape from './volunteers.shapes.ts'

const ENROL_LIMIT = { max: 30, seconds: 600 }

export function volunteersRoutes(app: App, doors: Doors): void {
  registrationRoutes(app, doors)
  verificationRoutes(app, doors)
  meRoutes(app, doors)
  cardRoutes(app, doors)
}

function meRoutes(app: App, { reader, vault, clock, config }: Doors): void {
  const ownVolunteer = async ({ volunteerId }: Actor) => {
    const volunteer = volunteerId === null ? undefined : await findOwnVolunteer(reader, vault, volunteerId)
    if (volunteer === undefined) return null
    const [policies, queuePosition] = await Promise.all([
      policiesOf(reader, volunteer.regionPath),
      volunteer.dueOn === null ? null : findQueuePosition(reader, 'volunteer', volunteer.volunteerId),
    ])
    const minor = isMinor(volunteer.birthDate, dateIn(ZONE, clock()), policies.adultAge)
    return shape.showVolunteer(volunteer, { isMinor: minor, queuePosition })
  }
  const hatNames = async ({ grants }: Actor): Promise<shape.HatNames> => {
    const teamIds = grants.flatMap(({ teamId }): TeamId[] => (teamId === null ? [] : [teamId]))
    const paths = grants.flatMap(({ regionPath }) => regionPath ?? [])
    const [teams, regions] = await Promise.all([
      teamIds.length === 0 ? [] : listTeamNames(reader, teamIds),
      paths.length === 0 ? [] : listRegionNames(reader, paths),
    ])
    return { teams, regions }
  }

  app.route({
    method: 'GET',
    url: '/me',
    config: { audience: 'public' },
    schema: { operationId: 'getMe', tags: ['volunteers'], response: { 200: shape.Me } },
    handler: async ({ caller: { actor } }) => {
      const isDemo = await isDemoSite(reader, config)
      const { accountId } = actor
      if (accountId === null) return { account: null, volunteer: null, hats: [], unreadNotices: 0, isDemo }
      const [account, secondFactor, volunteer, names] = await Promise.all([
        findOwnAccount(reader, accountId),
        findSecondFactorState(reader, config, actor),
        ownVolunteer(actor),
        hatNames(actor),
      ])
      return {
        account: { accountId, displayName: account?.displayName ?? '', secondFactor },
        volunteer,
        hats: shape.showHats(actor.volunteerVerified, actor.grants, names),
        unreadNotices: account?.unreadNotices ?? 0,
        isDemo,
      }
    },
  })
}

function cardRoutes(app: App, { reader, perform, config }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/card',
    config: { audience: 'volunteer' },
    schema: { operationId: 'getMyCard', tags: ['volunteers'], response: { 200: shape.CardShape } },
    handler: async (request) => {
      const card = await findCard(reader, volunteerOf(request.caller.actor))
      if (card === undefined) throw new Refusal('wrong_door')
      const { starMinutes } = await policiesOf(reader, card.regionPath)
      return shape.showCard(card, {
        star: starOf(card.creditMinutes, starMinutes),
        checkUrl: `${originOf(config.publicUrl, request)}/c`,
      })
    },
  })

  app.route({
    method: 'POST',
    url: '/me/card-keys',
    config: { audience: 'volunteer', refuses: shape.enrolRefuses, limit: ENROL_LIMIT },
    schema: {
      operationId: 'enrolCardKey',
      tags: ['volunteers'],
      body: shape.EnrolBody,
      response: { 201: shape.Enrolled },
    },
    handler: async (request, reply) => {
      const { signingKey, agreementKey } = request.body
      const key = await perform(request.caller, enrolCardKey, {
        signingKey: Buffer.from(signingKey, 'base64url'),
        agreementKey: Buffer.from(agreementKey, 'base64url'),
      })
      return reply.code(201).send(shape.showEnrolled(key))
    },
  })
}
