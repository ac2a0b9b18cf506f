/** Trust on the wire: whether a team has it, what it must have shown, and what may be done about it. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, Reason } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { standingRefuses } from './standing.shapes.ts'
import type { OverseeingReason } from './standing.rules.ts'
import type { Team } from './teams.store.ts'
import { Cause } from './tree.shapes.ts'
import {
  CRITERIA,
  criteriaOf,
  TRUST_ENDS,
  TRUST_PROJECTS,
  whyNotTrust,
  whyNotUntrust,
  type TrustingReason,
  type TrustRecord,
  type UntrustingReason,
} from './trusting.rules.ts'
import type { Trust } from './trusting.store.ts'

export const TrustBody = Type.Object({ cause: Cause })
export const TrustShape = Type.Object({
  isOffered: Type.Boolean({ description: 'the site lets teams be trusted' }),
  isTrusted: Type.Boolean(),
  latest: Nullable(
    Type.Object({
      cause: Type.String(),
      byName: Type.String(),
      trustedAt: Instant,
      endedAt: Nullable(Instant),
      endKind: Nullable(OneOf(TRUST_ENDS)),
      endCause: Nullable(Type.String()),
    }),
  ),
  criteria: Type.Array(
    Type.Object({
      criterion: Type.Unsafe<(typeof CRITERIA)[number]>({
        ...OneOf(CRITERIA),
        description: 'the reason that is given where it is not met',
      }),
      isMet: Type.Boolean(),
    }),
  ),
  activeSince: Nullable(Day),
  projects: Type.Integer({ description: 'published in the last year, never refused and not called off' }),
  projectsNeeded: Type.Integer(),
  whyNot: Type.Object({ trustTeam: Reason, untrustTeam: Reason }),
})

export const showTrust = (
  actor: Actor,
  team: Team,
  { latest, isOffered, record }: { latest: Trust | undefined; isOffered: boolean; record: TrustRecord },
  now: Date,
): Static<typeof TrustShape> => {
  const isTrusted = latest !== undefined && latest.endedAt === null
  return {
    isOffered,
    isTrusted,
    latest:
      latest === undefined
        ? null
        : {
            cause: latest.cause,
            byName: latest.byName,
            trustedAt: latest.trustedAt.toISOString(),
            endedAt: latest.endedAt?.toISOString() ?? null,
            endKind: latest.endKind,
            endCause: latest.endCause,
          },
    criteria: criteriaOf(record, now),
    activeSince: record.activatedAt === null ? null : dateIn(ZONE, record.activatedAt),
    projects: record.projects,
    projectsNeeded: TRUST_PROJECTS,
    whyNot: {
      trustTeam: whyNotTrust(actor, team, { isOffered, isTrusted, record }, { cause: '–', now }),
      untrustTeam: whyNotUntrust(actor, team, { isTrusted, cause: '–' }),
    },
  }
}

const overseeRefuses = { ...standingRefuses, above_only: 403, cause_missing: 422 } as const satisfies Refuses<
  OverseeingReason | 'team_not_found' | 'cause_missing'
>
export const trustRefuses = {
  ...overseeRefuses,
  team_not_active: 409,
  trust_not_offered: 409,
  already_trusted: 409,
  active_too_short: 409,
  published_too_few: 409,
  suspended_lately: 409,
  check_refused_lately: 409,
  complaint_upheld_open: 409,
} satisfies Refuses<TrustingReason | 'team_not_found'>
export const untrustRefuses = { ...overseeRefuses, not_trusted: 409 } satisfies Refuses<
  UntrustingReason | 'team_not_found'
>
