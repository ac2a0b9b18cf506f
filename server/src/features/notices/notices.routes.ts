/** Codes to phones, notices in the program, and the operator's outbox. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { NoticeId } from '../../kernel/ids.ts'
import { markNoticesRead, sendPhoneCode } from './notices.actions.ts'
import * as shape from './notices.shapes.ts'
import { listNotices } from './notices.store.ts'
import { listMessages } from './outbox.store.ts'
import { recoveryRoutes } from './recovery.routes.ts'
import { smsPort } from './sms.ts'

const CODE_LIMIT = { max: 30, seconds: 60 }

export function noticesRoutes(app: App, doors: Doors): void {
  const { reader, perform, config } = doors
  recoveryRoutes(app, doors)
  app.route({
    method: 'POST',
    url: '/phone-codes',
    config: { audience: 'public', refuses: shape.sendPhoneCodeRefuses, limit: CODE_LIMIT },
    schema: {
      operationId: 'sendPhoneCode',
      tags: ['accounts'],
      body: shape.SendPhoneCodeBody,
      response: { 202: shape.PhoneCodeSent },
    },
    handler: async (request, reply) => {
      const input = { ...request.body, ip: request.ip, factor: config.rateLimitFactor }
      return reply.code(202).send(await perform(request.caller, sendPhoneCode, input))
    },
  })

  app.route({
    method: 'GET',
    url: '/me/notices',
    config: { audience: 'signed_in' },
    schema: {
      operationId: 'listMyNotices',
      tags: ['notices'],
      querystring: PageQuery,
      response: { 200: shape.NoticePage },
    },
    handler: async ({ caller, query }) =>
      shape.showNotices(await listNotices(reader, accountOf(caller.actor), query)),
  })

  app.route({
    method: 'POST',
    url: '/me/notices/read',
    config: { audience: 'signed_in' },
    schema: {
      operationId: 'markNoticesRead',
      tags: ['notices'],
      body: shape.MarkNoticesReadBody,
      response: { 204: shape.Nothing },
    },
    handler: async (request, reply) => {
      await perform(request.caller, markNoticesRead, request.body as { noticeIds?: NoticeId[] })
      return reply.code(204).send(null)
    },
  })

  outboxRoutes(app, doors)
}

function outboxRoutes(app: App, { reader, observe, vault, config }: Doors): void {
  const { keepsBodies } = smsPort(config)
  app.route({
    method: 'GET',
    url: '/outbox',
    config: { audience: 'platform' },
    schema: {
      operationId: 'listOutbox',
      tags: ['notices'],
      querystring: PageQuery,
      response: { 200: shape.OutboxPage },
    },
    handler: async ({ caller, query }) => {
      const page = await listMessages(reader, vault, query)
      await observe(
        caller,
        page.items.map((item) => ({ kind: 'message', id: item.messageId })),
      )
      return shape.showOutbox(page, keepsBodies)
    },
  })
}
