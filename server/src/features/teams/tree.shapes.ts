/** The tree on the wire: moves with their sides, and which reason comes out as which status. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ParentReason } from './liaison.rules.ts'
import { keepRefuses, LiaisonTeamList } from './teams.shapes.ts'
import {
  MOVE_SIDES,
  MOVE_STATUSES,
  whyNotDecideMove,
  whyNotWithdrawMove,
  type DecidingReason,
  type ProposingReason,
  type StandingReason,
  type WithdrawingReason,
} from './tree.rules.ts'
import type { Move } from './tree.store.ts'

export const CAUSE_CHARACTERS_MAX = 500
export const Cause = Type.String({ maxLength: CAUSE_CHARACTERS_MAX })
export const NamedTeam = Type.Object({ teamId: Uuid, name: Type.String() })

export const MoveParams = Type.Object({ moveId: Uuid })
export const ProposeMoveBody = Type.Object({
  parentId: Nullable(Type.String({ format: 'uuid', description: 'the wished parent; null for the root' })),
  reason: Cause,
})
export const ProposedMove = Type.Object({ moveId: Uuid })
export const MoveAnswerBody = Type.Object({
  decision: OneOf(['agree', 'decline']),
  reason: Type.Optional(Cause),
})
export const MoveTargets = Type.Object({
  ...LiaisonTeamList.properties,
  standsAlone: Type.Boolean({ description: 'it may stand at the root' }),
})
export const MovesQuery = PageQuery
export const MoveShape = Type.Object({
  moveId: Uuid,
  team: NamedTeam,
  from: Nullable(NamedTeam),
  to: Nullable(NamedTeam),
  reason: Type.String(),
  status: OneOf(MOVE_STATUSES),
  proposedAt: Instant,
  endedAt: Nullable(Instant),
  endReason: Nullable(Type.String()),
  sides: Type.Array(
    Type.Object({
      side: OneOf(MOVE_SIDES),
      teamId: Uuid,
      name: Type.String(),
      agreedAt: Nullable(Instant),
    }),
  ),
  whyNot: Type.Object({ decideMove: Reason, withdrawMove: Reason }),
})
export const MovePage = PageOf(MoveShape)

export const proposeMoveRefuses = {
  ...keepRefuses,
  leader_only: 403,
  team_not_active: 409,
  move_open: 409,
  reason_missing: 422,
  already_there: 409,
  under_itself: 422,
  parent_missing: 422,
  parent_not_active: 409,
  parent_not_above: 422,
  skips_level: 422,
} satisfies Refuses<ProposingReason | StandingReason | 'team_not_found'>
const closedRefuses = {
  move_not_found: 404,
  not_your_team: 403,
  leader_only: 403,
  already_decided: 409,
} as const
export const decideMoveRefuses = {
  ...closedRefuses,
  already_agreed: 409,
  reason_missing: 422,
  team_not_active: 409,
  already_there: 409,
  under_itself: 422,
  parent_missing: 422,
  parent_not_active: 409,
  parent_not_above: 422,
  skips_level: 422,
} as const satisfies Refuses<
  DecidingReason | StandingReason | ParentReason | 'move_not_found' | 'team_not_active'
>
export const withdrawMoveRefuses = { ...closedRefuses, not_your_proposal: 403 } as const satisfies Refuses<
  WithdrawingReason | 'move_not_found'
>

export const showMove = (move: Move, actor: Actor): Static<typeof MoveShape> => ({
  moveId: move.moveId,
  team: move.team,
  from: move.from,
  to: move.to,
  reason: move.reason,
  status: move.status,
  proposedAt: move.proposedAt.toISOString(),
  endedAt: move.endedAt?.toISOString() ?? null,
  endReason: move.endReason,
  sides: move.sides.map(({ side, teamId, name, agreedAt }) => ({
    side,
    teamId,
    name,
    agreedAt: agreedAt?.toISOString() ?? null,
  })),
  whyNot: {
    decideMove: whyNotDecideMove(actor, move, { decision: 'agree', reason: '' }),
    withdrawMove: whyNotWithdrawMove(actor, move),
  },
})
