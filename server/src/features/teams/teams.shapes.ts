/** Teams on the wire: the card people find, the page of a team, and the liaison teams of a place. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Ending } from './ending.store.ts'
import type { Nearness } from '../../db/nearness.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Choice } from './liaison.rules.ts'
import type { LiveMembership } from './memberships.store.ts'
import type { FormerName } from './names.store.ts'
import type { LiaisonChoice, TeamDetail } from './registration.store.ts'
import { JOIN_MODES, TEAM_KINDS, TEAM_LEVELS, type KeepingReason } from './teams.rules.ts'
import type { Team, TeamCard, TeamFigures } from './teams.store.ts'

export const RegionCode = Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$' })

export const TeamParams = Type.Object({ teamId: Uuid })

export const TeamCardShape = Type.Object({
  teamId: Uuid,
  teamNumber: Nullable(Type.String({ description: 'null until the team is active' })),
  name: Type.String(),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(TEAM_LEVELS),
  regionName: Type.String(),
  memberCount: Type.Integer(),
  joinMode: OneOf(JOIN_MODES),
  intro: Type.String(),
})
export const TeamPage = PageOf(
  Type.Object({
    ...TeamCardShape.properties,
    formerName: Nullable(Type.String({ description: 'by which it was found, when not by its name' })),
    distanceMetres: Nullable(Type.Integer({ description: 'from the point asked about' })),
  }),
)
export const TeamShape = Type.Object({
  ...TeamCardShape.properties,
  status: OneOf(['active', 'suspended', 'dissolved']),
  ending: Nullable(
    Type.Object(
      {
        dissolvedAt: Instant,
        receiver: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })),
      },
      { description: 'of a dissolved team' },
    ),
  ),
  regionCode: Type.String(),
  formerNames: Type.Array(Type.String(), { description: 'the latest first' }),
  parent: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })),
  offers: Type.String(),
  needs: Type.String(),
  address: Type.String(),
  longitude: Nullable(Type.Number()),
  latitude: Nullable(Type.Number()),
  unitKind: Nullable(Type.String()),
  categories: Type.Array(Type.String()),
  campaigns: Type.Array(Type.String()),
  foundedOn: Nullable(Day),
  leaderName: Nullable(Type.String({ description: 'null where the leader is not named' })),
  contactName: Type.String({ description: 'empty once the team is dissolved' }),
  contactPhone: Nullable(Type.String({ description: 'null when the team keeps it to itself' })),
  figures: Type.Object({ openProjects: Type.Integer(), minutes: Type.Integer(), projects: Type.Integer() }),
  children: Type.Integer(),
  membership: Nullable(Type.Object({ membershipId: Uuid, status: OneOf(['requested', 'member']) })),
  whyNot: Type.Object({ requestMembership: Reason }),
})
export const ChildTeamsQuery = PageQuery
export const ListTeamsQuery = Type.Object({
  ...PageQuery.properties,
  q: Type.Optional(Type.String({ maxLength: 50, description: 'pieces of the name, pinyin or initials' })),
  region: Type.Optional(RegionCode),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  campaign: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
  longitude: Type.Optional(
    Type.Number({ minimum: -180, maximum: 180, description: 'WGS 84; read to a thousandth of a degree' }),
  ),
  latitude: Type.Optional(Type.Number({ minimum: -85, maximum: 85 })),
  km: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 20, description: 'how far from the point; the nearest come first' }),
  ),
})

/** A place is known to a hundred metres and no better, whatever was sent. */
const thousandth = (degrees: number): number => Math.round(degrees * 1000) / 1000

/** Null when nothing is asked about a point; a part of a point is the asker's mistake. */
export function nearnessIn({ longitude, latitude, km }: Static<typeof ListTeamsQuery>): Nearness | null {
  if (longitude === undefined && latitude === undefined && km === undefined) return null
  if (longitude === undefined || latitude === undefined || km === undefined)
    throw new Refusal('malformed', { field: 'longitude' })
  return { longitude: thousandth(longitude), latitude: thousandth(latitude), metres: km * 1000 }
}

export const ListLiaisonTeamsQuery = Type.Object({
  region: RegionCode,
  level: Type.Optional(OneOf(['team', 'corps'])),
})
export const LiaisonTeamList = Type.Object({
  items: Type.Array(
    Type.Object({
      teamId: Uuid,
      name: Type.String(),
      level: OneOf(TEAM_LEVELS),
      regionName: Type.String(),
      rightParent: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })),
      whyNot: Type.Object({ register: Reason }),
    }),
  ),
})

export const ListAuthoritiesQuery = Type.Object({ region: RegionCode })
export const AuthorityList = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String(),
      regionName: Type.String(),
      whyNot: Type.Object({ register: Reason }),
    }),
  ),
  right: Nullable(Type.String({ description: 'who reviews a legal person of this place' })),
})

export const teamRefuses = { team_not_found: 404 } satisfies Refuses<'team_not_found'>
export const keepRefuses = { team_not_found: 404, not_your_team: 403 } satisfies Refuses<
  'team_not_found' | KeepingReason
>
export const regionRefuses = { region_not_found: 404 } satisfies Refuses<'region_not_found'>

export const showTeamCard = (team: TeamCard): Static<typeof TeamCardShape> => ({
  teamId: team.teamId,
  teamNumber: team.teamNumber,
  name: team.name,
  kind: team.kind,
  level: team.level,
  regionName: team.regionName,
  memberCount: team.memberCount,
  joinMode: team.joinMode,
  intro: team.intro,
})

export function showTeam(
  team: Team,
  detail: TeamDetail,
  known: {
    former: readonly FormerName[]
    ending: Ending | null
    figures: TeamFigures
    membership: LiveMembership | null
    reason: string | null
  },
): Static<typeof TeamShape> {
  const { children, ...figures } = known.figures
  const { ending } = known
  return {
    ...showTeamCard(team),
    status: ending !== null ? 'dissolved' : team.status === 'suspended' ? 'suspended' : 'active',
    ending:
      ending === null ? null : { dissolvedAt: ending.dissolvedAt.toISOString(), receiver: ending.receiver },
    regionCode: team.regionCode,
    formerNames: known.former.map(({ name }) => name),
    parent: team.parent === null ? null : { teamId: team.parent.teamId, name: team.parent.name },
    offers: detail.offers,
    needs: detail.needs,
    address: detail.address,
    longitude: detail.longitude,
    latitude: detail.latitude,
    unitKind: detail.unitKind,
    categories: detail.categories,
    campaigns: detail.campaigns,
    foundedOn: detail.foundedOn,
    leaderName: ending === null && detail.leaderPublic ? detail.leaderName : null,
    contactName: ending === null ? detail.contactName : '',
    contactPhone: ending === null && detail.contactPublic ? detail.contactPhone : null,
    figures,
    children,
    membership: known.membership,
    whyNot: { requestMembership: known.reason },
  }
}

export function showLiaisons(
  choices: readonly Choice[],
  liaisons: readonly LiaisonChoice[],
): Static<typeof LiaisonTeamList> {
  const regionNames = new Map(liaisons.map((liaison) => [liaison.teamId, liaison.regionName]))
  return {
    items: choices.map(({ teamId, name, level, rightParent, whyNot }) => ({
      teamId,
      name,
      level,
      regionName: regionNames.get(teamId) ?? '',
      rightParent: rightParent === null ? null : { teamId: rightParent.teamId, name: rightParent.name },
      whyNot: { register: whyNot },
    })),
  }
}
