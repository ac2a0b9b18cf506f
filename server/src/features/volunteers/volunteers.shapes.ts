import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { TEAM_ROLES, type Grant } from '../../kernel/actor.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import type { EnrolledCardKey } from './cards.actions.ts'
import { STEP_SECONDS } from './card-code.ts'
import type { Card, OwnVolunteer, TeamName } from './me.store.ts'

const StatusShape = OneOf(['under_review', 'verified', 'refused', 'unclaimed', 'suspended', 'closed'])

const Hat = Type.Union([
  Type.Object({ hat: Type.Literal('volunteer') }),
  Type.Object({
    hat: Type.Literal('team'),
    teamId: Uuid,
    name: Type.String(),
    role: OneOf(TEAM_ROLES),
    level: OneOf(['federation', 'corps', 'team']),
  }),
  Type.Object({
    hat: Type.Literal('authority'),
    regionPath: Type.String(),
    regionCode: Type.String(),
    regionName: Type.String(),
    name: Type.String(),
    role: OneOf(['site_admin', 'authority_reviewer', 'authority_viewer']),
  }),
  Type.Object({ hat: Type.Literal('platform') }),
])

export const Me = Type.Object({
  account: Nullable(
    Type.Object({
      accountId: Uuid,
      displayName: Type.String(),
      secondFactor: OneOf(['not_needed', 'to_set_up', 'to_enter', 'passed']),
    }),
  ),
  volunteer: Nullable(
    Type.Object({
      volunteerId: Uuid,
      status: StatusShape,
      name: Type.String(),
      volunteerNumber: Nullable(Type.String()),
      regionName: Type.String(),
      isMinor: Type.Boolean(),
      phoneMasked: Type.String(),
      idNumberMasked: Type.String(),
      refusalReason: Nullable(
        Type.String({ description: 'identity_mismatch, or the words of the reviewer' }),
      ),
      submittedAt: Instant,
      dueOn: Nullable(Day),
      queuePosition: Nullable(Type.Integer()),
    }),
  ),
  hats: Type.Array(Hat),
  unreadNotices: Type.Integer(),
  isDemo: Type.Boolean(),
})
type MeShape = Static<typeof Me>

export const CardShape = Type.Object({
  volunteerNumber: Type.String(),
  name: Type.String(),
  star: Type.Integer(),
  teamName: Nullable(Type.String()),
  creditMinutes: Type.Integer(),
  verifiedOn: Day,
  regionName: Type.String(),
  checkUrl: Type.String({ description: 'the address before the # of "my code"' }),
})
const RawPoint = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'base64url of a raw uncompressed P-256 point',
})
export const EnrolBody = Type.Object({ signingKey: RawPoint, agreementKey: RawPoint })
export const Enrolled = Type.Object({
  cardKeyId: Uuid,
  serverAgreementKey: Type.String(),
  serverTime: Instant,
  stepSeconds: Type.Integer(),
})

export const enrolRefuses = { key_malformed: 422 } satisfies Refuses<'key_malformed'>

export const showVolunteer = (
  volunteer: OwnVolunteer,
  { isMinor, queuePosition }: { isMinor: boolean; queuePosition: number | null },
): MeShape['volunteer'] => {
  const { regionPath: _regionPath, birthDate: _birthDate, submittedAt, ...rest } = volunteer
  return { ...rest, submittedAt: submittedAt.toISOString(), isMinor, queuePosition }
}

type HatShape = MeShape['hats'][number]
export interface HatNames {
  teams: readonly TeamName[]
  regions: readonly { path: string; regionCode: string; name: string }[]
}

function hatOf(grant: Grant, names: HatNames): HatShape[] {
  if (grant.role === 'platform_admin') return [{ hat: 'platform' }]
  if (
    grant.role === 'site_admin' ||
    grant.role === 'authority_reviewer' ||
    grant.role === 'authority_viewer'
  ) {
    const region = names.regions.find(({ path }) => path === grant.regionPath)
    if (region === undefined) return []
    const { path: regionPath, regionCode, name: regionName } = region
    return [{ hat: 'authority', regionPath, regionCode, regionName, name: grant.bodyName, role: grant.role }]
  }
  const team = names.teams.find(({ teamId }) => teamId === grant.teamId)
  return team === undefined ? [] : [{ hat: 'team', ...team, role: grant.role }]
}

export const showHats = (isVerified: boolean, grants: readonly Grant[], names: HatNames): HatShape[] => [
  ...(isVerified ? [{ hat: 'volunteer' } as const] : []),
  ...grants.flatMap((grant) => hatOf(grant, names)),
]

export const showCard = (card: Card, more: { star: number; checkUrl: string }): Static<typeof CardShape> => ({
  volunteerNumber: card.volunteerNumber,
  name: card.name,
  teamName: card.teamName,
  creditMinutes: card.creditMinutes,
  verifiedOn: dateIn(ZONE, card.verifiedAt),
  regionName: card.regionName,
  ...more,
})

export const showEnrolled = (key: EnrolledCardKey): Static<typeof Enrolled> => ({
  cardKeyId: key.cardKeyId,
  serverAgreementKey: key.serverAgreementKey.toString('base64url'),
  serverTime: key.serverTime.toISOString(),
  stepSeconds: STEP_SECONDS,
})
