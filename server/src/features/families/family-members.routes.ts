/** Coming into one's own family and going out of it over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { findVolunteers, listWardIds } from '../volunteers/index.ts'
import { isMinorIn, whyNotAddFamilyWard } from './families.rules.ts'
import * as shape from './families.shapes.ts'
import { findFamilyIdOf, getFamily, listFamilyMembers } from './families.store.ts'
import { addFamilyWard, leaveFamily, removeFamilyMember, showFamilyHours } from './family-members.actions.ts'
import { agesAt } from './own-family.ts'
import { Refusal } from '../../kernel/refusal.ts'

const done = { done: true as const }

function wards(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/family/wards',
    config: { audience: 'volunteer', refuses: shape.ownRefuses },
    schema: { operationId: 'listMyWards', tags: ['families'], response: { 200: shape.MyWards } },
    handler: async (request) => {
      const volunteerId = volunteerOf(request.caller.actor)
      const familyId = await findFamilyIdOf(reader, volunteerId)
      if (familyId === undefined) throw new Refusal('not_in_family')
      const [{ regionPath }, members, people] = await Promise.all([
        getFamily(reader, familyId),
        listFamilyMembers(reader, familyId),
        listWardIds(reader, volunteerId).then((ids) => findVolunteers(reader, ids)),
      ])
      const ages = await agesAt(reader, regionPath, clock())
      const minors = people.filter((ward) => isMinorIn(ward, ages))
      const items = minors.map(async (ward) => {
        const isInFamily = (await findFamilyIdOf(reader, ward.volunteerId)) !== undefined
        const reason = whyNotAddFamilyWard({ ...ward, isInFamily }, members, ages)
        return { volunteerId: ward.volunteerId, name: ward.name, whyNot: { addFamilyWard: reason } }
      })
      return { items: await Promise.all(items) }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/wards',
    // Each is a notice to the child and to the head.
    config: { audience: 'volunteer', refuses: shape.wardRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'addFamilyWard',
      tags: ['families'],
      body: shape.WardBody,
      response: { 201: shape.FamilyAnswer },
    },
    handler: async (request, reply) => {
      const volunteerId = request.body.volunteerId as VolunteerId
      return reply.code(201).send(await perform(request.caller, addFamilyWard, { volunteerId }))
    },
  })
}

function going(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/family/leave',
    config: { audience: 'volunteer', refuses: shape.leaveRefuses },
    schema: { operationId: 'leaveFamily', tags: ['families'], response: { 200: shape.Done } },
    handler: async (request) => {
      await perform(request.caller, leaveFamily, undefined)
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/members/:familyMemberId/remove',
    config: { audience: 'volunteer', refuses: shape.removeRefuses },
    schema: {
      operationId: 'removeFamilyMember',
      tags: ['families'],
      params: shape.MemberParams,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const familyMemberId = request.params.familyMemberId as FamilyMemberId
      await perform(request.caller, removeFamilyMember, { familyMemberId })
      return done
    },
  })
}

export function familyMembersRoutes(app: App, doors: Doors): void {
  wards(app, doors)
  going(app, doors)
  app.route({
    method: 'PUT',
    url: '/me/family/shown-hours',
    config: { audience: 'volunteer', refuses: shape.ownRefuses },
    schema: {
      operationId: 'showFamilyHours',
      tags: ['families'],
      body: shape.ShowHoursBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      await doors.perform(request.caller, showFamilyHours, request.body)
      return done
    },
  })
}
