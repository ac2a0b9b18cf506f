/** The tree on the wire, as it is looked at. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, OneOf, PageOf, PageQuery, Reason } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ChildTeam, PlacedTeam } from './branches.store.ts'
import { whyNotOversee } from './standing.rules.ts'
import { TEAM_LEVELS, TEAM_STATUSES } from './teams.rules.ts'
import { RegionCode, showTeamCard, TeamCardShape } from './teams.shapes.ts'

const filters = {
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ maxLength: 50, description: 'pieces of the name, pinyin or initials' })),
  level: Type.Optional(OneOf(TEAM_LEVELS)),
}
export const ListChildTeamsQuery = Type.Object({ ...filters, status: Type.Optional(OneOf(TEAM_STATUSES)) })
export const RegionTeamsQuery = Type.Object({
  ...filters,
  region: RegionCode,
  status: Type.Optional(OneOf(['active', 'suspended', 'dissolved'])),
})

const placed = {
  ...TeamCardShape.properties,
  status: OneOf(TEAM_STATUSES),
  parentName: Nullable(Type.String()),
}
export const RegionTeamPage = PageOf(
  Type.Object({
    ...placed,
    formerName: Nullable(Type.String({ description: 'by which it was found, when not by its name' })),
  }),
)
export const ChildTeamPage = PageOf(
  Type.Object({
    ...placed,
    teamsBelow: Type.Integer(),
    membersBelow: Type.Integer({ description: 'of this team and of all below it, as the next two' }),
    recruitingBelow: Type.Integer({ description: 'projects that recruit' }),
    minutesBelow: Type.Integer(),
    pendingReviews: Type.Integer({ description: 'what this team has handed in and waits for' }),
    membershipRequests: Type.Integer({ description: 'people who wait for this team’s answer' }),
    // Why its standing is not this asker's to change.
    whyNot: Type.Object({ oversee: Reason }),
  }),
)

export const branchRefuses = {
  team_not_found: 404,
  not_your_team: 403,
  not_your_region: 403,
} satisfies Refuses<'team_not_found' | 'not_your_team' | 'not_your_region'>
export const regionTeamsRefuses = {
  region_not_found: 404,
  not_your_region: 403,
} satisfies Refuses<'region_not_found' | 'not_your_region'>

const showPlaced = (team: PlacedTeam) => ({
  ...showTeamCard(team),
  status: team.status,
  parentName: team.parentName,
})
export const showRegionTeam = (
  team: PlacedTeam & { formerName: string | null },
): Static<typeof RegionTeamPage>['items'][number] => ({ ...showPlaced(team), formerName: team.formerName })
export const showChildTeam = (
  team: ChildTeam,
  actor: Actor,
): Static<typeof ChildTeamPage>['items'][number] => ({
  ...showPlaced(team),
  teamsBelow: team.teamsBelow,
  membersBelow: team.membersBelow,
  recruitingBelow: team.recruitingBelow,
  minutesBelow: team.minutesBelow,
  pendingReviews: team.pendingReviews,
  membershipRequests: team.membershipRequests,
  whyNot: { oversee: whyNotOversee(actor, team) },
})
