/** How far a team, its branches and the regions of an authority are. Names are for those who decide, and each reading is in the trail. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { regionFor } from '../statistics/index.ts'
import { getTeam, listLivingChildren, TeamParams, type Team } from '../teams/index.ts'
import * as shape from './coverage.shapes.ts'
import {
  countTeam,
  listBranchCounts,
  listGoalMembers,
  listRegionCounts,
  type DatedGoal,
  type GoalMember,
} from './coverage.store.ts'
import { goalCountsVisibleTo, goalPeopleVisibleTo, goalRegionsVisibleTo } from './goals.rules.ts'
import { WhenQuery } from './goals.shapes.ts'
import { goalsAt, keysOf, periodsAt, type When } from './places.ts'

const EXPORTED_MAX = 5000

/** O10. A unit is measured by the goals that hold where it is. */
async function goalsOf(
  reader: Reader,
  place: { regionPath: string },
  now: Date,
  when: When = 'current',
): Promise<DatedGoal[]> {
  const periods = periodsAt(now, when)
  const { goals } = await goalsAt(reader, place.regionPath, periods)
  return goals.map((goal) => ({ goal, period: periods[goal.periodKind] }))
}
async function goalOf(
  reader: Reader,
  team: Team,
  asked: { goalKey: string; now: Date; when: When | undefined },
): Promise<DatedGoal> {
  const goals = await goalsOf(reader, team, asked.now, asked.when)
  const found = goals.find(({ goal }) => goal.goalKey === asked.goalKey)
  if (found === undefined) throw new Refusal('goal_not_found')
  return found
}
async function teamIn(reader: Reader, actor: Actor, teamId: string) {
  const team = await getTeam(reader, teamId as TeamId)
  const scope = goalCountsVisibleTo(actor, team)
  if (scope === null) throw new Refusal('not_your_team')
  return { team, scope }
}
/** Each of them finds in their own trail that their unit has looked. */
const marksOf = (teamId: TeamId, goalKey: string, people: readonly GoalMember[]) =>
  people.map(({ volunteerId }) => ({ kind: 'team', id: teamId, volunteerId, facts: { goal: goalKey } }))

function counts(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/goals',
    config: { audience: 'team', refuses: shape.teamGoalsRefuses },
    schema: {
      operationId: 'getTeamGoals',
      tags: ['goals'],
      params: TeamParams,
      querystring: WhenQuery,
      response: { 200: shape.TeamGoals },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const { team, scope } = await teamIn(reader, actor, request.params.teamId)
      const now = clock()
      const goals = await goalsOf(reader, team, now, request.query.when)
      const [counted, children] = await Promise.all([
        countTeam(reader, scope, goals),
        listLivingChildren(reader, team.teamId),
      ])
      return {
        asOf: now.toISOString(),
        mayReadPeople: goalPeopleVisibleTo(actor, team) !== null,
        hasBranches: children.length > 0,
        items: goals.map((dated) => shape.showTeamGoal(dated, counted.get(dated.goal.goalKey))),
      }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/goals/:goal/branches',
    config: { audience: 'team', refuses: shape.teamGoalRefuses },
    schema: {
      operationId: 'listGoalBranches',
      tags: ['goals'],
      params: shape.TeamGoalParams,
      querystring: shape.BranchesQuery,
      response: { 200: shape.BranchGoalPage },
    },
    handler: async (request) => {
      const { team, scope } = await teamIn(reader, request.caller.actor, request.params.teamId)
      const { when, ...query } = request.query
      const goal = await goalOf(reader, team, { goalKey: request.params.goal, now: clock(), when })
      const page = await listBranchCounts(reader, scope, goal, query)
      return { items: page.items.map(shape.showBranch), next: page.next }
    },
  })
}

function people(app: App, { reader, clock, observe }: Doors): void {
  const goalPeople = async (actor: Actor, params: { teamId: string; goal: string }, when?: When) => {
    const team = await getTeam(reader, params.teamId as TeamId)
    const scope = goalPeopleVisibleTo(actor, team)
    if (scope === null) throw new Refusal('not_your_team')
    return { team, scope, dated: await goalOf(reader, team, { goalKey: params.goal, now: clock(), when }) }
  }

  app.route({
    method: 'GET',
    url: '/teams/:teamId/goals/:goal/members',
    config: { audience: 'team', refuses: shape.teamGoalRefuses },
    schema: {
      operationId: 'listGoalMembers',
      tags: ['goals'],
      params: shape.TeamGoalParams,
      querystring: shape.MembersQuery,
      response: { 200: shape.GoalMemberPage },
    },
    handler: async (request) => {
      const { when, ...query } = request.query
      const { team, scope, dated } = await goalPeople(request.caller.actor, request.params, when)
      const { items, next } = await listGoalMembers(reader, scope, dated, query)
      if (items.length > 0) await observe(request.caller, marksOf(team.teamId, dated.goal.goalKey, items))
      return { items: items.map(shape.showGoalMember), next, ...shape.showMeasured(dated) }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/goals/:goal/member-export',
    config: { audience: 'team', refuses: shape.teamGoalRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'exportGoalMembers',
      tags: ['goals'],
      params: shape.TeamGoalParams,
      querystring: shape.ExportQuery,
      response: { 200: shape.ExportedGoalMembers },
    },
    handler: async (request) => {
      const { when, ...query } = request.query
      const { team, scope, dated } = await goalPeople(request.caller.actor, request.params, when)
      const { items, next } = await listGoalMembers(reader, scope, dated, query, EXPORTED_MAX)
      if (items.length > 0) await observe(request.caller, marksOf(team.teamId, dated.goal.goalKey, items))
      return { items: items.map(shape.showExported), isCut: next !== null, ...shape.showMeasured(dated) }
    },
  })
}

export function coverageRoutes(app: App, doors: Doors): void {
  counts(app, doors)
  people(app, doors)
  const { reader, clock } = doors
  app.route({
    method: 'GET',
    url: '/region-goals',
    config: { audience: 'authority', refuses: shape.regionGoalsRefuses },
    schema: {
      operationId: 'getRegionGoals',
      tags: ['goals'],
      querystring: shape.RegionGoalsQuery,
      response: { 200: shape.RegionGoals },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const { when = 'current' } = request.query
      const region = await regionFor(reader, actor, request.query.region)
      const scope = goalRegionsVisibleTo(actor, region)
      if (scope === null) throw new Refusal('not_your_region')
      const now = clock()
      const [goals, counted] = await Promise.all([
        goalsOf(reader, { regionPath: region.path }, now, when),
        listRegionCounts(reader, scope, Object.values(keysOf(periodsAt(now, when)))),
      ])
      return shape.showRegionGoals(region, goals, counted)
    },
  })
}
