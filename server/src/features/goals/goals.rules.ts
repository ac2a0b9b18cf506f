/**
 * What a site may ask of people, which of it holds at a place, and how far somebody is. Pure; the numbers are those of
 * docs/rules/goals.md.
 */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { SiteId, TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { whyNotFurnishSite, type SiteReason } from '../catalog/campaigns.rules.ts'
import { PERSON_KINDS, type PersonKind } from './kinds.rules.ts'
import { PERIOD_KINDS, type PeriodKind } from './periods.rules.ts'

export const MEASURES = ['activities', 'minutes', 'credits', 'class_hours'] as const
export type Measure = (typeof MEASURES)[number]

/** What a goal is about. A site has one goal of each. */
export interface Topic {
  personKind: PersonKind
  measure: Measure
  periodKind: PeriodKind
}
export const goalKeyOf = ({ personKind, measure, periodKind }: Topic): string =>
  `${personKind}.${measure}.${periodKind}`
export function topicOf(goalKey: string): Topic | null {
  const [person, measured, period] = goalKey.split('.')
  const personKind = PERSON_KINDS.find((one) => one === person)
  const measure = MEASURES.find((one) => one === measured)
  const periodKind = PERIOD_KINDS.find((one) => one === period)
  if (personKind === undefined || measure === undefined || periodKind === undefined) return null
  return { personKind, measure, periodKind }
}

export interface Asked {
  /** In the measure; minutes where it is minutes. */
  amount: number
  /** What one of the measure is worth; null for activities. */
  unitMinutes: number | null
  /** Whether hours graded E count, which were entered long afterwards. */
  countsLate: boolean
}
export interface GoalVersion extends Topic, Asked {
  siteId: SiteId
  goalKey: string
  version: number
  name: { zh: string; en: string }
  source: string
  firstPeriod: string
  lastPeriod: string | null
  setByLabel: string
  setAt: Date
}
/** In activities, or in minutes. */
export const needOf = ({ amount, unitMinutes }: Pick<Asked, 'amount' | 'unitMinutes'>): number =>
  amount * (unitMinutes ?? 1)

/** O7. The last word on a period is the latest version that had begun by then; what is over keeps its own. */
export function versionIn(versions: readonly GoalVersion[], period: string): GoalVersion | null {
  const begun = versions.filter(({ firstPeriod }) => firstPeriod <= period)
  const last = begun.reduce<GoalVersion | null>(
    (latest, one) => (latest === null || one.version > latest.version ? one : latest),
    null,
  )
  return last === null || (last.lastPeriod !== null && last.lastPeriod < period) ? null : last
}

/** A goal as it holds at a place. Without a site it is the yearly goal among the policies. */
export interface GoalInForce extends Topic, Asked {
  goalKey: string
  need: number
  name: { zh: string; en: string }
  source: string
  siteId: SiteId | null
}

/** O8. What several sites on the way down to a place ask for is asked for at its strictest. */
export function strictestOf(versions: readonly GoalVersion[]): GoalInForce | null {
  const strictest = versions.reduce<GoalVersion | null>(
    (most, one) => (most === null || needOf(one) >= needOf(most) ? one : most),
    null,
  )
  if (strictest === null) return null
  const { goalKey, personKind, measure, periodKind, amount, unitMinutes, name, source, siteId } = strictest
  const countsLate = versions.every((one) => one.countsLate)
  const need = needOf(strictest)
  return {
    goalKey,
    personKind,
    measure,
    periodKind,
    amount,
    unitMinutes,
    countsLate,
    need,
    name,
    source,
    siteId,
  }
}

const YEARLY: Topic = { personKind: 'everyone', measure: 'minutes', periodKind: 'year' }
export const YEARLY_GOAL = goalKeyOf(YEARLY)
const yearlyGoal = (minutes: number): GoalInForce => ({
  ...YEARLY,
  goalKey: YEARLY_GOAL,
  amount: minutes,
  unitMinutes: 1,
  countsLate: true,
  need: minutes,
  name: { zh: '', en: '' },
  source: '',
  siteId: null,
})

const orderOf = ({ personKind }: Topic): number => PERSON_KINDS.indexOf(personKind)

/**
 * O8, O9. What holds at a place in the periods asked about, given the versions of each site on the way down to it, the
 * widest first. Where no site asks anything of everyone, the yearly goal of the policies holds.
 */
export function goalsInForce(
  versions: readonly GoalVersion[],
  periodKeys: Readonly<Record<PeriodKind, string>>,
  yearlyGoalMinutes: number,
): GoalInForce[] {
  const keys = [...new Set(versions.map(({ goalKey }) => goalKey))]
  const goals = keys.flatMap((goalKey) => {
    const own = versions.filter((one) => one.goalKey === goalKey)
    const sites = [...new Set(own.map(({ siteId }) => siteId))]
    const held = sites.flatMap((siteId) => {
      const ofSite = own.filter((one) => one.siteId === siteId)
      const period = periodKeys[ofSite[0]!.periodKind]
      return versionIn(ofSite, period) ?? []
    })
    return strictestOf(held) ?? []
  })
  const asksEveryone = goals.some(({ goalKey }) => goalKey === YEARLY_GOAL)
  const all = asksEveryone ? goals : [yearlyGoal(yearlyGoalMinutes), ...goals]
  return all.sort((a, b) => orderOf(a) - orderOf(b) || (a.goalKey < b.goalKey ? -1 : 1))
}

export interface PeriodFacts {
  minutes: number
  activities: number
  firmMinutes: number
  firmActivities: number
}
export const NOTHING_DONE: PeriodFacts = { minutes: 0, activities: 0, firmMinutes: 0, firmActivities: 0 }
export const GOAL_STATES = ['reached', 'under_way', 'not_begun'] as const
export type GoalState = (typeof GOAL_STATES)[number]

/** Which figure of a person's period a goal looks at; the same in SQL. */
export function columnOf({
  measure,
  countsLate,
}: Pick<GoalInForce, 'measure' | 'countsLate'>): keyof PeriodFacts {
  if (measure === 'activities') return countsLate ? 'activities' : 'firmActivities'
  return countsLate ? 'minutes' : 'firmMinutes'
}
/** O5, O6. How far somebody is, and what of theirs does not count. */
export function progressOf(
  goal: GoalInForce,
  facts: PeriodFacts,
): { done: number; left: number; leftOut: number; state: GoalState } {
  const done = facts[columnOf(goal)]
  const all = facts[columnOf({ ...goal, countsLate: true })]
  const state = done >= goal.need ? 'reached' : done > 0 ? 'under_way' : 'not_begun'
  return { done, left: Math.max(0, goal.need - done), leftOut: all - done, state }
}

export interface SetGoal extends Asked {
  name: { zh: string; en: string }
  source: string
  firstPeriod: string
}
export type SettingReason =
  SiteReason | 'period_malformed' | 'period_over' | 'unit_minutes_unfit' | 'goal_loosens'

const FORMS: Readonly<Record<PeriodKind, RegExp>> = { year: /^\d{4}$/, school_year: /^\d{4}\/\d{2}$/ }
function isPeriod(kind: PeriodKind, key: string): boolean {
  if (!FORMS[kind].test(key)) return false
  return kind === 'year' || (Number(key.slice(0, 4)) + 1) % 100 === Number(key.slice(5))
}
/** O1. An activity has no minutes, a minute has one, and a credit or class hour as many as the site says. */
function isUnitFit(measure: Measure, unitMinutes: number | null): boolean {
  if (measure === 'activities') return unitMinutes === null
  return measure === 'minutes' ? unitMinutes === 1 : unitMinutes !== null
}
/** O8. */
const loosens = (asked: Asked, above: GoalInForce | null): boolean =>
  above !== null && (needOf(asked) < above.need || (asked.countsLate && !above.countsLate))

/** O7, O8. `above` is what the sites above ask for in the first period; a period that is over is settled. */
export function whyNotSetGoal(
  actor: Actor,
  site: { regionPath: string },
  goal: Topic & SetGoal,
  facts: { currentPeriod: string; above: GoalInForce | null },
): SettingReason | null {
  const reason = whyNotFurnishSite(actor, site)
  if (reason !== null) return reason
  if (!isPeriod(goal.periodKind, goal.firstPeriod)) return 'period_malformed'
  if (goal.firstPeriod < facts.currentPeriod) return 'period_over'
  if (!isUnitFit(goal.measure, goal.unitMinutes)) return 'unit_minutes_unfit'
  return loosens(goal, facts.above) ? 'goal_loosens' : null
}

/** Counts of a unit are for its staff who read about people; names for those who decide. */
export type GoalCounts = Minted<{ teamId: TeamId; path: string }>
export const goalCountsVisibleTo = (
  actor: Actor,
  team: { teamId: TeamId; path: string },
): GoalCounts | null =>
  reachesTeam(actor, team.path, 'read_people') ? mint({ teamId: team.teamId, path: team.path }) : null

/** O11. */
export type GoalPeople = Minted<{ peopleOf: TeamId }>
export const goalPeopleVisibleTo = (
  actor: Actor,
  team: { teamId: TeamId; path: string },
): GoalPeople | null => (reachesTeam(actor, team.path, 'decide') ? mint({ peopleOf: team.teamId }) : null)

/** O12. */
export type GoalRegions = Minted<{ regionPath: string }>
export const goalRegionsVisibleTo = (actor: Actor, region: { path: string }): GoalRegions | null =>
  reachesRegion(actor, region.path, 'read') ? mint({ regionPath: region.path }) : null
