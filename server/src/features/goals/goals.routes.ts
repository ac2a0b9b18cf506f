/** Goals over HTTP: what sites set, and how far oneself is. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SiteId, VolunteerId } from '../../kernel/ids.ts'
import { siteFor, whyNotFurnishSite } from '../catalog/index.ts'
import { coverageRoutes } from './coverage.routes.ts'
import { findOwnFacts, findPeriodFacts } from './coverage.store.ts'
import { endGoal, setGoal } from './goals.actions.ts'
import { goalsInForce, NOTHING_DONE, type GoalInForce } from './goals.rules.ts'
import * as shape from './goals.shapes.ts'
import { concerns } from './kinds.rules.ts'
import { goalsAt, keysOf, periodsAt } from './places.ts'

function setting(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/goals',
    config: { audience: 'authority', refuses: shape.listGoalsRefuses },
    schema: {
      operationId: 'listGoals',
      tags: ['goals'],
      querystring: shape.RegionQuery,
      response: { 200: shape.GoalList },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const site = await siteFor(reader, actor, request.query.region)
      const periods = periodsAt(clock(), 'current')
      const found = await goalsAt(reader, site.regionPath, periods)
      return shape.showGoalsOfSite(site, found, periods, whyNotFurnishSite(actor, site))
    },
  })

  app.route({
    method: 'PUT',
    url: '/sites/:siteId/goals/:goal',
    config: { audience: 'authority', refuses: shape.setGoalRefuses },
    schema: {
      operationId: 'setGoal',
      tags: ['goals'],
      params: shape.SiteGoalParams,
      body: shape.SetGoalBody,
      response: { 200: shape.VersionAnswer },
    },
    handler: (request) => {
      const { siteId, goal } = request.params
      const { name, source, ...asked } = request.body
      const named = { name: { zh: name.zh.trim(), en: name.en.trim() }, source: source.trim() }
      return perform(request.caller, setGoal, {
        ...asked,
        ...named,
        siteId: siteId as SiteId,
        goalKey: goal,
      })
    },
  })

  app.route({
    method: 'POST',
    url: '/sites/:siteId/goals/:goal/end',
    config: { audience: 'authority', refuses: shape.endGoalRefuses },
    schema: {
      operationId: 'endGoal',
      tags: ['goals'],
      params: shape.SiteGoalParams,
      body: shape.EndGoalBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const { siteId, goal } = request.params
      await perform(request.caller, endGoal, { ...request.body, siteId: siteId as SiteId, goalKey: goal })
      return reply.code(204).send(null)
    },
  })
}

/** O5 to O9: what concerns the person now, and how far they were with it in the period before. */
async function ownGoals(reader: Reader, volunteerId: VolunteerId, now: Date): Promise<shape.OwnGoal[]> {
  const person = await findOwnFacts(reader, volunteerId)
  if (person === undefined) return []
  const [current, previous] = [periodsAt(now, 'current'), periodsAt(now, 'previous')]
  const keys = [...Object.values(keysOf(current)), ...Object.values(keysOf(previous))]
  const [{ goals, versions, sites, yearlyGoalMinutes }, facts] = await Promise.all([
    goalsAt(reader, person.regionPath, current),
    findPeriodFacts(reader, volunteerId, keys),
  ])
  const heldBefore = goalsInForce(versions, keysOf(previous), yearlyGoalMinutes)
  const factsIn = (period: string) => facts.get(period) ?? NOTHING_DONE
  const beforeOf = (goal: GoalInForce): shape.OwnGoal['before'] => {
    const period = previous[goal.periodKind]
    const held = heldBefore.find(({ goalKey }) => goalKey === goal.goalKey)
    if (held === undefined || !concerns(goal.personKind, person, period.firstDay)) return null
    return { goal: held, period, facts: factsIn(period.key) }
  }
  return goals
    .filter((goal) => concerns(goal.personKind, person, current[goal.periodKind].firstDay))
    .map((goal) => ({
      goal,
      site: sites.find(({ siteId }) => siteId === goal.siteId),
      period: current[goal.periodKind],
      facts: factsIn(current[goal.periodKind].key),
      politicalStatus: person.politicalStatus,
      before: beforeOf(goal),
    }))
}

export function goalsRoutes(app: App, doors: Doors): void {
  setting(app, doors)
  coverageRoutes(app, doors)
  const { reader, clock } = doors
  app.route({
    method: 'GET',
    url: '/me/goals',
    config: { audience: 'volunteer' },
    schema: { operationId: 'getMyGoals', tags: ['goals'], response: { 200: shape.MyGoals } },
    handler: async (request) => {
      const goals = await ownGoals(reader, volunteerOf(request.caller.actor), clock())
      return { items: goals.map(shape.showOwnGoal) }
    },
  })
}
