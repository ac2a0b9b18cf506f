import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import {
  JOIN_CODE_DAYS_MAX,
  JOIN_CODE_STATES,
  JOIN_CODE_USES_MAX,
  joinCodeState,
} from './join-codes.rules.ts'
import type { JoinCode } from './join-codes.store.ts'
import { joinModeRefuses } from './memberships.shapes.ts'
import { keepRefuses } from './teams.shapes.ts'

export const RenewJoinCodeBody = Type.Object({
  validDays: Type.Optional(
    Type.Integer({ minimum: 1, maximum: JOIN_CODE_DAYS_MAX, description: 'left out: until it is ended' }),
  ),
  usesMax: Type.Optional(
    Type.Integer({ minimum: 1, maximum: JOIN_CODE_USES_MAX, description: 'left out: as often as wanted' }),
  ),
})
export const JoinCodeShape = Type.Object({
  code: Type.String(),
  state: OneOf(JOIN_CODE_STATES),
  madeAt: Instant,
  expiresAt: Nullable(Instant),
  usesMax: Nullable(Type.Integer()),
  uses: Type.Integer(),
})
export const JoinCodeAnswer = Type.Object({ joinCode: Nullable(JoinCodeShape) })
export const EndedJoinCode = Type.Object({ teamId: Uuid })

export const showJoinCode = (code: JoinCode, now: Date): Static<typeof JoinCodeShape> => ({
  code: code.code,
  state: joinCodeState(code, now),
  madeAt: code.madeAt.toISOString(),
  expiresAt: code.expiresAt?.toISOString() ?? null,
  usesMax: code.usesMax,
  uses: code.uses,
})

export const renewJoinCodeRefuses = joinModeRefuses
export const endJoinCodeRefuses = { ...keepRefuses, no_join_code: 409 } satisfies Refuses<
  keyof typeof keepRefuses | 'no_join_code'
>
