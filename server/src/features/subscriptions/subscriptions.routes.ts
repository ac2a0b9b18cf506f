/** Kept searches over HTTP: each person's own, and nobody else's. */
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SubscriptionId } from '../../kernel/ids.ts'
import {
  deleteSubscription,
  pauseSubscription,
  renameSubscription,
  resumeSubscription,
  saveSearch,
} from './subscriptions.actions.ts'
import { subscriptionsOf } from './subscriptions.rules.ts'
import * as shape from './subscriptions.shapes.ts'
import { listSubscriptions } from './subscriptions.store.ts'

const tags = ['subscriptions']
const done = { done: true as const }

export function subscriptionsRoutes(app: App, doors: Doors): void {
  const { reader, perform } = doors
  app.route({
    method: 'GET',
    url: '/me/subscriptions',
    config: { audience: 'volunteer' },
    schema: { operationId: 'listSubscriptions', tags, response: { 200: shape.SubscriptionList } },
    handler: async ({ caller }) =>
      shape.showSubscriptions(await listSubscriptions(reader, subscriptionsOf(volunteerOf(caller.actor)))),
  })

  app.route({
    method: 'POST',
    url: '/me/subscriptions',
    // Any account, so that an applicant is told that verification comes first.
    config: { audience: 'signed_in', refuses: shape.saveRefuses, limit: { max: 30, seconds: 3600 } },
    schema: {
      operationId: 'saveSearch',
      tags,
      body: shape.SaveSearchBody,
      response: { 201: shape.SavedSearch },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await perform(request.caller, saveSearch, shape.wishOf(request.body))),
  })

  app.route({
    method: 'PUT',
    url: '/me/subscriptions/:subscriptionId/name',
    config: { audience: 'volunteer', refuses: shape.renameRefuses },
    schema: {
      operationId: 'renameSubscription',
      tags,
      params: shape.SubscriptionParams,
      body: shape.SubscriptionNameBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const subscriptionId = request.params.subscriptionId as SubscriptionId
      await perform(request.caller, renameSubscription, { subscriptionId, name: request.body.name })
      return done
    },
  })
  endingRoutes(app, doors)
}

function endingRoutes(app: App, { perform }: Doors): void {
  for (const [operationId, url, action] of [
    ['pauseSubscription', 'pause', pauseSubscription],
    ['resumeSubscription', 'resume', resumeSubscription],
  ] as const)
    app.route({
      method: 'POST',
      url: `/me/subscriptions/:subscriptionId/${url}`,
      config: { audience: 'volunteer', refuses: shape.ownRefuses },
      schema: { operationId, tags, params: shape.SubscriptionParams, response: { 200: shape.Done } },
      handler: async (request) => {
        await perform(request.caller, action, {
          subscriptionId: request.params.subscriptionId as SubscriptionId,
        })
        return done
      },
    })

  app.route({
    method: 'DELETE',
    url: '/me/subscriptions/:subscriptionId',
    config: { audience: 'volunteer', refuses: shape.ownRefuses },
    schema: {
      operationId: 'deleteSubscription',
      tags,
      params: shape.SubscriptionParams,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const subscriptionId = request.params.subscriptionId as SubscriptionId
      await perform(request.caller, deleteSubscription, { subscriptionId })
      return done
    },
  })
}
