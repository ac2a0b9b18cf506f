/** How far units and regions are, on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import { maskName } from '../../kernel/masking.ts'
import type { RegionOfFigures } from '../statistics/index.ts'
import type { BranchCounts, Counts, DatedGoal, GoalMember, RegionCounts } from './coverage.store.ts'
import { GOAL_STATES } from './goals.rules.ts'
import {
  GoalKey,
  GoalShape,
  PeriodShape,
  RegionQuery,
  showGoal,
  showPeriod,
  WhenQuery,
} from './goals.shapes.ts'

export const TeamGoalParams = Type.Object({ teamId: Uuid, goal: GoalKey })
const MemberFilters = {
  ...WhenQuery.properties,
  state: Type.Optional(OneOf([...GOAL_STATES])),
}
export const MembersQuery = Type.Object({ ...PageQuery.properties, ...MemberFilters })
export const ExportQuery = Type.Object(MemberFilters)
export const BranchesQuery = Type.Object({ ...PageQuery.properties, ...WhenQuery.properties })
export const RegionGoalsQuery = Type.Object({ ...RegionQuery.properties, ...WhenQuery.properties })

const CountFields = {
  concerned: Type.Integer({ description: 'people whom the goal concerns' }),
  reached: Type.Integer(),
  underWay: Type.Integer(),
  notBegun: Type.Integer(),
}
export const TeamGoals = Type.Object({
  asOf: Instant,
  mayReadPeople: Type.Boolean({ description: 'whether the counts open to names' }),
  hasBranches: Type.Boolean(),
  items: Type.Array(Type.Object({ goal: GoalShape, period: PeriodShape, ...CountFields })),
})
const PersonFields = {
  volunteerNumber: Nullable(Type.String()),
  done: Type.Integer(),
  state: OneOf([...GOAL_STATES]),
}
const Measured = { goal: GoalShape, period: PeriodShape }
const MemberItem = Type.Object({ membershipId: Uuid, name: Type.String(), ...PersonFields })
export const GoalMemberPage = Type.Object({ ...PageOf(MemberItem).properties, ...Measured })
export const ExportedGoalMembers = Type.Object({
  items: Type.Array(Type.Object({ name: Type.String({ description: 'masked' }), ...PersonFields })),
  isCut: Type.Boolean({ description: 'there are more than one file holds' }),
  ...Measured,
})
const Counted = { countedAt: Nullable(Instant) }
export const BranchGoalPage = PageOf(
  Type.Object({ teamId: Uuid, name: Type.String(), ...CountFields, ...Counted }),
)
const RegionRow = Type.Object({
  regionCode: Type.String(),
  regionName: Type.String(),
  ...CountFields,
  ...Counted,
})
export const RegionGoals = Type.Object({
  region: Type.Object({ regionCode: Type.String(), name: Type.String() }),
  items: Type.Array(
    Type.Object({
      goal: GoalShape,
      period: PeriodShape,
      total: RegionRow,
      rows: Type.Array(RegionRow),
    }),
  ),
})

const showCounts = ({ concerned, reached, underWay }: Counts) => ({
  concerned,
  reached,
  underWay,
  notBegun: concerned - reached - underWay,
})
const NOBODY: Counts = { concerned: 0, reached: 0, underWay: 0 }

export const showMeasured = ({ goal, period }: DatedGoal) => ({
  goal: showGoal(goal),
  period: showPeriod(period),
})
export const showTeamGoal = (
  dated: DatedGoal,
  counts: Counts | undefined,
): Static<typeof TeamGoals>['items'][number] => ({
  ...showMeasured(dated),
  ...showCounts(counts ?? NOBODY),
})
export const showGoalMember = ({ volunteerId: _, ...member }: GoalMember): Static<typeof MemberItem> => member
export const showExported = ({
  name,
  volunteerNumber,
  done,
  state,
}: GoalMember): Static<typeof ExportedGoalMembers>['items'][number] => ({
  name: maskName(name),
  volunteerNumber,
  done,
  state,
})
export const showBranch = ({
  teamId,
  name,
  countedAt,
  ...counts
}: BranchCounts): Static<typeof BranchGoalPage>['items'][number] => ({
  teamId,
  name,
  ...showCounts(counts),
  countedAt: countedAt === null ? null : countedAt.toISOString(),
})

const showRegion = ({
  regionCode,
  regionName,
  countedAt,
  ...counts
}: RegionCounts): Static<typeof RegionRow> => ({
  regionCode,
  regionName,
  ...showCounts(counts),
  countedAt: countedAt === null ? null : countedAt.toISOString(),
})
/** A goal that has not been counted yet is there all the same, with nobody in it. */
export function showRegionGoals(
  region: RegionOfFigures,
  goals: readonly DatedGoal[],
  counted: readonly RegionCounts[],
): Static<typeof RegionGoals> {
  const none = {
    regionCode: region.regionCode,
    regionName: region.name,
    ...showCounts(NOBODY),
    countedAt: null,
  }
  return {
    region: { regionCode: region.regionCode, name: region.name },
    items: goals.map((dated) => {
      const own = counted.filter(({ goalKey }) => goalKey === dated.goal.goalKey)
      const total = own.find(({ isWhole }) => isWhole)
      return {
        ...showMeasured(dated),
        total: total === undefined ? none : showRegion(total),
        rows: own.filter(({ isWhole }) => !isWhole).map(showRegion),
      }
    }),
  }
}

export const teamGoalsRefuses = { team_not_found: 404, not_your_team: 403 } satisfies Refuses<
  'team_not_found' | 'not_your_team'
>
export const teamGoalRefuses = { ...teamGoalsRefuses, goal_not_found: 404 } satisfies Refuses<
  'team_not_found' | 'not_your_team' | 'goal_not_found'
>
export const regionGoalsRefuses = {
  region_not_found: 404,
  not_your_region: 403,
} satisfies Refuses<'region_not_found' | 'not_your_region'>
