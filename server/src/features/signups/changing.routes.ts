/** Changing one place for another over HTTP, and what there is to choose from. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ShiftId, SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findVolunteer } from '../volunteers/index.ts'
import { changeSignUp } from './changing.actions.ts'
import { forgetPlace, whyNotChangeTo } from './changing.rules.ts'
import { openDesk } from './facts.store.ts'
import { listOtherShifts } from './own.store.ts'
import * as shape from './signups.shapes.ts'
import { findOwnSignUp } from './signups.store.ts'

const tags = ['signups']

export function changingRoutes(app: App, { reader, perform, clock, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/signups/:signupId/choices',
    config: { audience: 'volunteer', refuses: shape.choicesRefuses },
    schema: {
      operationId: 'listChangeChoices',
      tags,
      params: shape.SignUpParams,
      querystring: shape.ChoicesQuery,
      response: { 200: shape.ChoicePage },
    },
    handler: async (request) => {
      const now = clock()
      const volunteerId = volunteerOf(request.caller.actor)
      const place = await findOwnSignUp(reader, volunteerId, request.params.signupId as SignupId)
      const volunteer = await findVolunteer(reader, volunteerId)
      if (place === undefined || volunteer === undefined) throw new Refusal('signup_not_found')
      const page = await listOtherShifts(reader, place, request.query, now)
      const wishes = page.items.map(({ shiftId }) => ({
        volunteerId,
        projectId: place.projectId,
        shiftId,
        riskAccepted: true,
        hasAnswered: true,
      }))
      const desk = await openDesk({ tx: reader, vault, now }, [volunteer], wishes, { isHeld: false })
      forgetPlace(desk, place.shiftId)
      const items = page.items.map((other, i) =>
        shape.showChoice(other, whyNotChangeTo(desk, wishes[i]!, place, now)),
      )
      return { items, next: page.next }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/signups/:signupId/change',
    config: { audience: 'volunteer', refuses: shape.changeRefuses },
    schema: {
      operationId: 'changeSignUp',
      tags,
      params: shape.SignUpParams,
      body: shape.ChangeBody,
      response: { 200: shape.SignedUpShape },
    },
    handler: (request) =>
      perform(request.caller, changeSignUp, {
        signupId: request.params.signupId as SignupId,
        shiftId: request.body.shiftId as ShiftId,
      }),
  })
}
