/** A family's code over HTTP, for its head; and what it opens, for whoever was given it. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf, type Actor } from '../../kernel/actor.ts'
import type { FamilyId } from '../../kernel/ids.ts'
import { maskName } from '../../kernel/masking.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { joinCodeGuard } from '../teams/index.ts'
import { findGuardianId, findVolunteer } from '../volunteers/index.ts'
import { whyNotHeadFamily, whyNotJoinFamily } from './families.rules.ts'
import { FamilyAnswer, headRefuses, joinRefuses, Done } from './families.shapes.ts'
import { findFamilyIdOf, getFamily, listFamilyMembers } from './families.store.ts'
import { endFamilyCode, openFamilyCode, renewFamilyCode } from './family-codes.actions.ts'
import * as shape from './family-codes.shapes.ts'
import { findFamilyCode } from './family-codes.store.ts'
import { joinFamily } from './family-members.actions.ts'
import { agesAt } from './own-family.ts'

function keeping(app: App, { reader, vault, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/family/code',
    config: { audience: 'volunteer', refuses: headRefuses },
    schema: { operationId: 'getFamilyCode', tags: ['families'], response: { 200: shape.FamilyCodeAnswer } },
    handler: async (request) => {
      const volunteerId = volunteerOf(request.caller.actor)
      const familyId = await findFamilyIdOf(reader, volunteerId)
      if (familyId === undefined) throw new Refusal('not_in_family')
      refuseIf(whyNotHeadFamily(await getFamily(reader, familyId), { volunteerId }))
      const code = await findFamilyCode(reader, vault, familyId)
      return { familyCode: code === undefined ? null : shape.showFamilyCode(code, clock()) }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/code',
    config: { audience: 'volunteer', refuses: headRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'renewFamilyCode',
      tags: ['families'],
      body: shape.RenewFamilyCodeBody,
      response: { 201: shape.FamilyCodeShape },
    },
    handler: async (request, reply) => {
      const code = await perform(request.caller, renewFamilyCode, request.body)
      return reply.code(201).send(shape.showFamilyCode(code, clock()))
    },
  })

  app.route({
    method: 'POST',
    url: '/me/family/code/end',
    config: { audience: 'volunteer', refuses: shape.endFamilyCodeRefuses },
    schema: { operationId: 'endFamilyCode', tags: ['families'], response: { 200: Done } },
    handler: async (request) => {
      await perform(request.caller, endFamilyCode, undefined)
      return { done: true as const }
    },
  })
}

/** The answer that greys the button is the answer of the deed. */
async function behindCode(reader: Reader, actor: Actor, familyId: FamilyId, now: Date) {
  const volunteerId = volunteerOf(actor)
  const [family, members, own, person, guardianId] = await Promise.all([
    getFamily(reader, familyId),
    listFamilyMembers(reader, familyId),
    findFamilyIdOf(reader, volunteerId),
    findVolunteer(reader, volunteerId),
    findGuardianId(reader, volunteerId),
  ])
  if (person === undefined) throw new Refusal('not_verified')
  const ages = await agesAt(reader, family.regionPath, now)
  const reason = whyNotJoinFamily({ ...person, guardianId: guardianId ?? null }, members, ages)
  const head = members.find((member) => member.volunteerId === family.headId)
  return {
    name: family.name,
    headName: maskName(head?.name ?? ''),
    people: members.length,
    whyNot: { joinFamily: own === undefined ? reason : 'already_in_family' },
  }
}

function joining(app: App, doors: Doors): void {
  const { reader, vault, clock, perform } = doors
  const guard = joinCodeGuard(doors)
  const limit = { max: 30, seconds: 3600 }
  app.route({
    method: 'POST',
    url: '/family-codes/look',
    // Any account, so that an applicant is told that verification comes first.
    config: { audience: 'signed_in', refuses: shape.lookRefuses, limit, takesNoKey: true },
    schema: {
      operationId: 'lookAtFamily',
      tags: ['families'],
      body: shape.CodeBody,
      response: { 200: shape.FamilyBehindCode },
    },
    handler: (request) =>
      guard(request, async () => {
        const { actor } = request.caller
        if (!actor.volunteerVerified) throw new Refusal('not_verified')
        const { familyId } = await openFamilyCode(reader, vault, request.body.code, clock())
        return behindCode(reader, actor, familyId, clock())
      }),
  })

  app.route({
    method: 'POST',
    url: '/family-codes/join',
    config: { audience: 'signed_in', refuses: joinRefuses, limit },
    schema: {
      operationId: 'joinFamily',
      tags: ['families'],
      body: shape.CodeBody,
      response: { 201: FamilyAnswer },
    },
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await guard(request, () => perform(request.caller, joinFamily, { code: request.body.code }))),
  })
}

export function familyCodesRoutes(app: App, doors: Doors): void {
  keeping(app, doors)
  joining(app, doors)
}
