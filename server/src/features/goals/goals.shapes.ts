/** Goals on the wire: as sites set them, and as a person has them. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, InTwoLanguages, Instant, Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import { NamedSite, showNamedSite, type Site, type SiteReason } from '../catalog/index.ts'
import {
  GOAL_STATES,
  goalKeyOf,
  MEASURES,
  needOf,
  progressOf,
  strictestOf,
  topicOf,
  versionIn,
  type GoalInForce,
  type GoalVersion,
  type PeriodFacts,
  type SettingReason,
} from './goals.rules.ts'
import { PERSON_KINDS } from './kinds.rules.ts'
import { PERIOD_KINDS, type Period } from './periods.rules.ts'
import { keysOf, type Periods, type PlaceGoals } from './places.ts'

export const RegionQuery = Type.Object({
  region: Type.Optional(Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$' })),
})
export const GoalKey = Type.String({ pattern: '^[a-z_]{3,20}(\\.[a-z_]{3,20}){2}$' })
export const SiteGoalParams = Type.Object({ siteId: Uuid, goal: GoalKey })
export const SetGoalBody = Type.Object({
  amount: Type.Integer({ minimum: 1, maximum: 100_000 }),
  unitMinutes: Type.Unsafe<number | null>({
    ...Nullable(Type.Integer({ minimum: 1, maximum: 6000 })),
    description: 'minutes of one credit or class hour; 1 for minutes, null for activities',
  }),
  countsLate: Type.Boolean({ description: 'whether hours graded E count' }),
  name: Type.Object({
    zh: Type.String({ minLength: 2, maxLength: 40 }),
    en: Type.String({ minLength: 2, maxLength: 80 }),
  }),
  source: Type.String({ maxLength: 120 }),
  firstPeriod: Type.String({ maxLength: 7, description: "'2026', or '2026/27'" }),
})
export const EndGoalBody = Type.Object({
  atOnce: Type.Boolean({ description: 'already in the present period, and not from the next on' }),
})
export const VersionAnswer = Type.Object({ version: Type.Integer() })
export const WhenQuery = Type.Object({ when: Type.Optional(OneOf(['current', 'previous'])) })

const TopicFields = {
  goalKey: Type.String(),
  personKind: OneOf([...PERSON_KINDS]),
  measure: OneOf([...MEASURES]),
  periodKind: OneOf([...PERIOD_KINDS]),
}
const AskedFields = {
  amount: Type.Integer(),
  unitMinutes: Nullable(Type.Integer()),
  countsLate: Type.Boolean(),
  name: InTwoLanguages,
  source: Type.String(),
}
export const PeriodShape = Type.Object({ key: Type.String(), firstDay: Day, lastDay: Day })
export const GoalShape = Type.Object({
  ...TopicFields,
  ...AskedFields,
  need: Type.Integer({ description: 'in activities, or in minutes' }),
  siteId: Type.Unsafe<string | null>({
    ...Nullable(Uuid),
    description: 'whose goal it is; null for the yearly goal of the policies',
  }),
})
const VersionShape = Type.Object({
  version: Type.Integer(),
  ...AskedFields,
  firstPeriod: Type.String(),
  lastPeriod: Nullable(Type.String()),
  setBy: Type.String(),
  setAt: Instant,
})
export const GoalList = Type.Object({
  site: NamedSite,
  periods: Type.Object({ year: PeriodShape, school_year: PeriodShape }),
  items: Type.Array(
    Type.Object({
      ...TopicFields,
      inForce: Nullable(GoalShape),
      from: Nullable(NamedSite),
      isOwn: Type.Boolean({ description: 'the site itself asks for it now or later' }),
      above: Type.Unsafe<Static<typeof GoalShape> | null>({
        ...Nullable(GoalShape),
        description: 'what the sites above ask for, which this one may not loosen',
      }),
      history: Type.Array(VersionShape, { description: 'what this site has set, the latest first' }),
    }),
  ),
  whyNot: Type.Object({ setGoal: Reason, endGoal: Reason }),
})

export const ProgressFields = {
  done: Type.Integer(),
  left: Type.Integer(),
  leftOut: Type.Integer({ description: 'of grade E, where that does not count' }),
  state: OneOf([...GOAL_STATES]),
}
export const MyGoals = Type.Object({
  items: Type.Array(
    Type.Object({
      goal: GoalShape,
      siteName: Nullable(InTwoLanguages),
      period: PeriodShape,
      ...ProgressFields,
      basis: Type.Object({
        politicalStatus: Nullable(
          Type.String({ description: 'the code of the profile that makes it a goal of theirs' }),
        ),
      }),
      before: Nullable(
        Type.Object({
          period: PeriodShape,
          need: Type.Integer(),
          unitMinutes: Nullable(Type.Integer()),
          ...ProgressFields,
        }),
      ),
    }),
  ),
})

export const showPeriod = ({ key, firstDay, lastDay }: Period): Static<typeof PeriodShape> => ({
  key,
  firstDay,
  lastDay,
})
export const showGoal = (goal: GoalInForce): Static<typeof GoalShape> => goal
const showVersion = ({
  version,
  amount,
  unitMinutes,
  countsLate,
  name,
  source,
  firstPeriod,
  lastPeriod,
  setByLabel,
  setAt,
}: GoalVersion): Static<typeof VersionShape> => ({
  version,
  amount,
  unitMinutes,
  countsLate,
  name,
  source,
  firstPeriod,
  lastPeriod,
  setBy: setByLabel,
  setAt: setAt.toISOString(),
})

/** Every goal that holds at the site or that it has ever set, with what it has from above. */
export function showGoalsOfSite(
  site: Site,
  { sites, versions, goals }: PlaceGoals,
  periods: Periods,
  reason: string | null,
): Static<typeof GoalList> {
  const keys = [...new Set([...goals, ...versions].map(({ goalKey }) => goalKey))]
  const items = keys.flatMap((goalKey) => {
    const topic = topicOf(goalKey)
    if (topic === null) return []
    const period = keysOf(periods)[topic.periodKind]
    const ofGoal = versions.filter((one) => one.goalKey === goalKey)
    const own = ofGoal.filter(({ siteId }) => siteId === site.siteId)
    const heldAbove = sites
      .filter(({ siteId }) => siteId !== site.siteId)
      .flatMap(
        ({ siteId }) =>
          versionIn(
            ofGoal.filter((one) => one.siteId === siteId),
            period,
          ) ?? [],
      )
    const inForce = goals.find((one) => one.goalKey === goalKey) ?? null
    const from = sites.find(({ siteId }) => siteId === inForce?.siteId)
    const last = own.at(-1)
    return {
      ...topic,
      goalKey: goalKeyOf(topic),
      inForce,
      from: from === undefined ? null : showNamedSite(from),
      isOwn: last !== undefined && (last.lastPeriod === null || last.lastPeriod >= period),
      above: strictestOf(heldAbove),
      history: own.map(showVersion).reverse(),
    }
  })
  return {
    site: showNamedSite(site),
    periods: { year: showPeriod(periods.year), school_year: showPeriod(periods.school_year) },
    items,
    whyNot: { setGoal: reason, endGoal: reason },
  }
}

export interface OwnGoal {
  goal: GoalInForce
  site: Site | undefined
  period: Period
  facts: PeriodFacts
  politicalStatus: string | null
  before: { goal: GoalInForce; period: Period; facts: PeriodFacts } | null
}
export const showOwnGoal = ({
  goal,
  site,
  period,
  facts,
  politicalStatus,
  before,
}: OwnGoal): Static<typeof MyGoals>['items'][number] => ({
  goal: showGoal(goal),
  siteName: site === undefined ? null : { zh: site.nameZh, en: site.nameEn },
  period: showPeriod(period),
  ...progressOf(goal, facts),
  basis: { politicalStatus: goal.personKind === 'party_member' ? politicalStatus : null },
  before:
    before === null
      ? null
      : {
          period: showPeriod(before.period),
          need: needOf(before.goal),
          unitMinutes: before.goal.unitMinutes,
          ...progressOf(before.goal, before.facts),
        },
})

export const listGoalsRefuses = { region_not_found: 404, site_not_found: 404 } satisfies Refuses<
  'region_not_found' | 'site_not_found'
>
export const endGoalRefuses = {
  site_not_found: 404,
  goal_not_found: 404,
  not_your_region: 403,
  site_admin_only: 403,
} satisfies Refuses<SiteReason | 'site_not_found' | 'goal_not_found'>
export const setGoalRefuses = {
  ...endGoalRefuses,
  period_malformed: 422,
  period_over: 422,
  unit_minutes_unfit: 422,
  goal_loosens: 422,
} satisfies Refuses<SettingReason | 'site_not_found' | 'goal_not_found'>
