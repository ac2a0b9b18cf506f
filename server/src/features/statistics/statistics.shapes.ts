/** Figures on the wire, and the rows that each of them opens to. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import { maskName } from '../../kernel/masking.ts'
import { HourLineFields, showHourFields, type HourItem } from '../hours/index.ts'
import {
  keepRefuses,
  RegionCode,
  showTeamCard,
  TeamCardShape,
  TEAM_STATUSES,
  type Team,
} from '../teams/index.ts'
import type { VolunteerItem } from './people.store.ts'
import { FIGURES, leftOver, type OverviewReason, type RegionOfFigures } from './statistics.rules.ts'
import type { MonthFigures, RegionRow } from './statistics.store.ts'
import type { MemberFigures, ShiftAhead, TeamMonths, Waiting } from './team-overview.store.ts'

export const FiguresShape = Type.Object({
  registered: Type.Integer(),
  claimed: Type.Integer(),
  active: Type.Integer(),
  teams: Type.Integer(),
  openProjects: Type.Integer(),
  minutesThisYear: Type.Integer(),
  onDuty: Type.Integer({ description: 'signed in and not yet signed out' }),
  asOf: Instant,
})

const RowShape = Type.Object({
  regionCode: Type.String(),
  regionName: Type.String(),
  isDirect: Type.Boolean({ description: 'what belongs to the region itself and to none below it' }),
  registered: Type.Integer(),
  claimed: Type.Integer(),
  active: Type.Integer(),
  teams: Type.Integer(),
  projects: Type.Integer(),
  minutes: Type.Integer(),
  entries: Type.Integer({ description: 'lines that still hold' }),
})
export const OverviewQuery = Type.Object({ region: Type.Optional(RegionCode) })
export const OverviewShape = Type.Object({
  region: Type.Object({ regionCode: Type.String(), name: Type.String() }),
  asOf: Instant,
  activeSince: Type.String({ description: 'the month from which on somebody who served is active' }),
  totals: RowShape,
  rows: Type.Array(RowShape),
  trend: Type.Array(Type.Object({ month: Type.String(), minutes: Type.Integer(), entries: Type.Integer() })),
})

const STATUSES = ['under_review', 'verified', 'refused', 'unclaimed', 'suspended', 'closed'] as const
export const ListVolunteersQuery = Type.Object({
  ...PageQuery.properties,
  region: Type.Optional(RegionCode),
  status: Type.Optional(OneOf(STATUSES)),
  figure: Type.Optional(OneOf(FIGURES)),
  q: Type.Optional(
    Type.String({ maxLength: 50, description: 'a piece of the name, or the volunteer number' }),
  ),
})
export const VolunteerPage = PageOf(
  Type.Object({
    volunteerId: Uuid,
    nameMasked: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    regionName: Type.String(),
    status: OneOf(STATUSES),
    registeredAt: Instant,
    lastMonth: Nullable(Type.String({ description: 'the month of the last service' })),
  }),
)

export const RegionHoursQuery = Type.Object({
  ...PageQuery.properties,
  region: Type.Optional(RegionCode),
  month: Type.Optional(Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$' })),
})
export const RegionHoursPage = PageOf(
  Type.Object({ ...HourLineFields, nameMasked: Type.String(), volunteerNumber: Nullable(Type.String()) }),
)

const Minutes = Type.Integer()
export const TeamOverviewShape = Type.Object({
  team: Type.Object({ ...TeamCardShape.properties, status: OneOf(TEAM_STATUSES) }),
  asOf: Instant,
  waiting: Type.Object({
    membershipRequests: Type.Integer(),
    signUps: Type.Integer(),
    hourDrafts: Type.Integer(),
    reviews: Type.Integer(),
  }),
  members: Type.Object({
    total: Type.Integer(),
    joined: Type.Integer({ description: 'this month' }),
    left: Type.Integer({ description: 'this month' }),
    active: Type.Integer({ description: 'members who have served within twelve months' }),
  }),
  childTeams: Type.Integer(),
  month: Type.Object({
    minutes: Minutes,
    grades: Type.Object({ A: Minutes, B: Minutes, C: Minutes, D: Minutes, E: Minutes }),
  }),
  months: Type.Array(Type.Object({ month: Type.String(), minutes: Minutes }), {
    description: 'twelve, the present one last',
  }),
  ahead: Type.Array(
    Type.Object({
      projectId: Uuid,
      shiftId: Uuid,
      title: Type.String(),
      positionName: Type.String(),
      startsAt: Instant,
      endsAt: Instant,
      admitted: Type.Integer(),
      headcount: Type.Integer(),
    }),
    { description: 'the next shifts of the coming seven days, at most five' },
  ),
})

export const regionRefuses = { region_not_found: 404, not_your_region: 403 } satisfies Refuses<
  'region_not_found' | 'not_your_region'
>
export const overviewRefuses = { ...regionRefuses, region_too_narrow: 422 } satisfies Refuses<
  OverviewReason | 'region_not_found'
>
export const teamOverviewRefuses = keepRefuses

export function showOverview(
  region: RegionOfFigures,
  figures: { rows: readonly RegionRow[]; trend: MonthFigures[]; since: string },
  now: Date,
): Static<typeof OverviewShape> {
  const rowOf = ({ isWhole: _, ...row }: RegionRow, isDirect: boolean) => ({ ...row, isDirect })
  const whole = figures.rows.find((row) => row.isWhole)!
  const below = figures.rows.filter((row) => !row.isWhole)
  const direct = { ...whole, ...leftOver(whole, below) }
  return {
    region: { regionCode: region.regionCode, name: region.name },
    asOf: now.toISOString(),
    activeSince: figures.since,
    totals: rowOf(whole, false),
    rows: [...below.map((row) => rowOf(row, false)), rowOf(direct, true)],
    trend: figures.trend,
  }
}

export const showVolunteer = ({
  name,
  regionPath: _,
  ...item
}: VolunteerItem): Static<typeof VolunteerPage>['items'][number] => ({
  ...item,
  nameMasked: maskName(name),
  registeredAt: item.registeredAt.toISOString(),
})

export const showRegionHours = (line: HourItem): Static<typeof RegionHoursPage>['items'][number] => ({
  ...showHourFields(line),
  nameMasked: maskName(line.volunteerName),
  volunteerNumber: line.volunteerNumber,
})

export function showTeamOverview(
  team: Team,
  known: {
    waiting: Waiting
    members: MemberFigures
    months: TeamMonths
    ahead: ShiftAhead[]
  },
  now: Date,
): Static<typeof TeamOverviewShape> {
  const { childTeams, ...waiting } = known.waiting
  const { grades, months } = known.months
  const { A, B, C, D, E } = grades
  return {
    team: { ...showTeamCard(team), status: team.status },
    asOf: now.toISOString(),
    waiting,
    members: { total: team.memberCount, ...known.members },
    childTeams,
    month: { minutes: A + B + C + D + E, grades },
    months,
    ahead: known.ahead.map((shift) => ({
      ...shift,
      startsAt: shift.startsAt.toISOString(),
      endsAt: shift.endsAt.toISOString(),
    })),
  }
}
