/** Families over HTTP. No path names a family: each deed concerns the family of whoever asks. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { findRegion } from '../catalog/index.ts'
import { findVolunteer } from '../volunteers/index.ts'
import {
  answerFamilyHead,
  dissolveFamily,
  foundFamily,
  offerFamilyHead,
  renameFamily,
  withdrawFamilyHead,
} from './families.actions.ts'
import { hoursOfFamily, ownHoursInFamily, whyNotFoundFamily } from './families.rules.ts'
import * as shape from './families.shapes.ts'
import { findFamilyIdOf, getFamily, listFamilyMembers } from './families.store.ts'
import { familyCodesRoutes } from './family-codes.routes.ts'
import { listServedTogether, sumMinutes } from './family-hours.store.ts'
import { familyMembersRoutes } from './family-members.routes.ts'
import { agesAt } from './own-family.ts'

const done = { done: true as const }

async function viewOf(reader: Reader, volunteerId: VolunteerId, now: Date): Promise<shape.FamilyView | null> {
  const familyId = await findFamilyIdOf(reader, volunteerId)
  if (familyId === undefined) return null
  const [family, members] = await Promise.all([
    getFamily(reader, familyId),
    listFamilyMembers(reader, familyId),
  ])
  const me = members.find((member) => member.volunteerId === volunteerId)
  if (me === undefined) return null
  const [ages, region, minutes, own] = await Promise.all([
    agesAt(reader, family.regionPath, now),
    findRegion(reader, family.regionCode),
    sumMinutes(reader, hoursOfFamily(members)),
    sumMinutes(reader, ownHoursInFamily(me)),
  ])
  const ownMinutes = own.get(volunteerId) ?? 0
  return { family, members, me, ages, regionName: region?.name ?? '', minutes, ownMinutes }
}

function reading(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/family',
    config: { audience: 'volunteer' },
    schema: { operationId: 'getMyFamily', tags: ['families'], response: { 200: shape.MyFamily } },
    handler: async (request) => {
      const { actor } = request.caller
      const volunteerId = volunteerOf(actor)
      const view = await viewOf(reader, volunteerId, clock())
      if (view !== null)
        return { family: shape.showFamily(view), whyNot: { foundFamily: 'already_in_family' } }
      const founder = await findVolunteer(reader, volunteerId)
      if (founder === undefined) return { family: null, whyNot: { foundFamily: 'not_verified' } }
      const ages = await agesAt(reader, founder.regionPath, clock())
      const isVerified = founder.status === 'verified'
      const reason = whyNotFoundFamily({ ...founder, isVerified }, false, ages)
      return { family: null, whyNot: { foundFamily: reason } }
    },
  })

  app.route({
    method: 'GET',
    url: '/me/family/activities',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listFamilyActivities',
      tags: ['families'],
      querystring: PageQuery,
      response: { 200: shape.TogetherPage },
    },
    handler: async (request) => {
      const familyId = await findFamilyIdOf(reader, volunteerOf(request.caller.actor))
      const members = familyId === undefined ? [] : await listFamilyMembers(reader, familyId)
      return listServedTogether(reader, hoursOfFamily(members), request.query)
    },
  })
}

function keeping(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/family',
    // Any account, so that an applicant is told that verification comes first.
    config: { audience: 'signed_in', refuses: shape.foundRefuses, limit: { max: 10, seconds: 3600 } },
    schema: {
      operationId: 'foundFamily',
      tags: ['families'],
      body: shape.FoundFamilyBody,
      response: { 201: shape.FamilyAnswer },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await perform(request.caller, foundFamily, request.body)),
  })

  app.route({
    method: 'PUT',
    url: '/me/family/name',
    config: { audience: 'volunteer', refuses: shape.renameRefuses },
    schema: {
      operationId: 'renameFamily',
      tags: ['families'],
      body: shape.FamilyNameBody,
      response: { 200: shape.FamilyName },
    },
    handler: (request) => perform(request.caller, renameFamily, request.body),
  })

  app.route({
    method: 'POST',
    url: '/me/family/dissolve',
    config: { audience: 'volunteer', refuses: shape.headRefuses },
    schema: { operationId: 'dissolveFamily', tags: ['families'], response: { 200: shape.Done } },
    handler: async (request) => {
      await perform(request.caller, dissolveFamily, undefined)
      return done
    },
  })
}

function handingOver(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/family/head',
    // Each offer is a notice to somebody.
    config: { audience: 'volunteer', refuses: shape.offerRefuses, limit: { max: 10, seconds: 3600 } },
    schema: {
      operationId: 'offerFamilyHead',
      tags: ['families'],
      body: shape.OfferBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const familyMemberId = request.body.familyMemberId as FamilyMemberId
      await perform(request.caller, offerFamilyHead, { familyMemberId })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/head/withdraw',
    config: { audience: 'volunteer', refuses: shape.withdrawRefuses },
    schema: { operationId: 'withdrawFamilyHead', tags: ['families'], response: { 200: shape.Done } },
    handler: async (request) => {
      await perform(request.caller, withdrawFamilyHead, undefined)
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/head/answer',
    config: { audience: 'volunteer', refuses: shape.answerRefuses },
    schema: {
      operationId: 'answerFamilyHead',
      tags: ['families'],
      body: shape.OfferAnswerBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      await perform(request.caller, answerFamilyHead, request.body)
      return done
    },
  })
}

export function familiesRoutes(app: App, doors: Doors): void {
  reading(app, doors)
  keeping(app, doors)
  handingOver(app, doors)
  familyCodesRoutes(app, doors)
  familyMembersRoutes(app, doors)
}
