/** A password changed or forgotten, and a second factor that an administrator takes off. */
import type { App, Doors } from '../../http/app.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import {
  checkOwnPassword,
  documentKey,
  findAccountIdByKey,
  hashPassword,
  normalizePhone,
  Nothing,
  refusalOf,
  signInKeyOf,
  whyNotPassword,
  whyNotPhone,
  type NewPassword,
} from '../accounts/index.ts'
import { changePassword, resetPassword, resetSecondFactor } from './recovery.actions.ts'
import * as shape from './recovery.shapes.ts'

const LIMIT = { max: 20, seconds: 60 }

async function newPassword(text: string): Promise<NewPassword> {
  refuseIf(whyNotPassword(text))
  return { hash: await hashPassword(text), isLongEnoughForStaff: whyNotPassword(text, true) === null }
}

export function recoveryRoutes(app: App, doors: Doors): void {
  passwordRoutes(app, doors)
  secondFactorRoute(app, doors)
}

function passwordRoutes(app: App, { reader, perform, vault, clock }: Doors): void {
  app.route({
    method: 'POST',
    url: '/me/password',
    config: { audience: 'signed_in', refuses: shape.changePasswordRefuses, limit: LIMIT },
    schema: {
      operationId: 'changePassword',
      tags: ['accounts'],
      body: shape.ChangePasswordBody,
      response: { 204: Nothing },
    },
    handler: async (request, reply) => {
      const { body, caller } = request
      const access = { reader, vault, now: clock() }
      const password = await newPassword(body.newPassword)
      const isPasswordRight = await checkOwnPassword(access, accountOf(caller.actor), body.password)
      const done = await perform(caller, changePassword, { isPasswordRight, password })
      if (done.outcome !== 'changed') throw refusalOf(done)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'POST',
    url: '/password-resets',
    config: { audience: 'public', refuses: shape.resetPasswordRefuses, limit: LIMIT },
    schema: {
      operationId: 'resetPassword',
      tags: ['accounts'],
      body: shape.ResetPasswordBody,
      response: { 204: Nothing },
    },
    handler: async (request, reply) => {
      const { body } = request
      const phone = normalizePhone(body.phone)
      refuseIf(whyNotPhone(phone))
      const password = await newPassword(body.password)
      const document = { kind: 'id_document', value: documentKey(body.idNumber ?? '') } as const
      const [accountId, documentHolder] = await Promise.all([
        findAccountIdByKey(reader, vault, { kind: 'phone', value: phone }),
        findAccountIdByKey(reader, vault, document),
      ])
      const { phoneCode, totp } = body
      const done = await perform(request.caller, resetPassword, {
        ...{ phone, phoneCode, accountId, documentHolder, totp, password },
      })
      if (done.outcome !== 'changed') throw refusalOf(done)
      return reply.code(204).send(null)
    },
  })
}

function secondFactorRoute(app: App, { reader, perform, vault }: Doors): void {
  app.route({
    method: 'POST',
    url: '/staff/second-factor-resets',
    config: { audience: 'authority', refuses: shape.resetSecondFactorRefuses, limit: LIMIT },
    schema: {
      operationId: 'resetSecondFactor',
      tags: ['accounts'],
      body: shape.ResetSecondFactorBody,
      response: { 204: Nothing },
    },
    handler: async ({ body, caller }, reply) => {
      const accountId =
        'accountId' in body
          ? (body.accountId as AccountId)
          : await findAccountIdByKey(reader, vault, signInKeyOf(body.login))
      await perform(caller, resetSecondFactor, { accountId })
      return reply.code(204).send(null)
    },
  })
}
