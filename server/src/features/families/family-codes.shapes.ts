import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Reason } from '../../http/shapes.ts'
import { JOIN_CODE_STATES, joinCodeState } from '../teams/index.ts'
import { FAMILY_CODE_DAYS_MAX, FAMILY_CODE_USES_MAX } from './families.rules.ts'
import { headRefuses } from './families.shapes.ts'
import type { FamilyCode } from './family-codes.store.ts'

export const RenewFamilyCodeBody = Type.Object({
  validDays: Type.Integer({ minimum: 1, maximum: FAMILY_CODE_DAYS_MAX }),
  usesMax: Type.Integer({ minimum: 1, maximum: FAMILY_CODE_USES_MAX }),
})
export const FamilyCodeShape = Type.Object({
  code: Type.String(),
  state: OneOf(JOIN_CODE_STATES),
  expiresAt: Instant,
  usesMax: Type.Integer(),
  uses: Type.Integer(),
})
export const FamilyCodeAnswer = Type.Object({ familyCode: Nullable(FamilyCodeShape) })
export const showFamilyCode = (code: FamilyCode, now: Date): Static<typeof FamilyCodeShape> => ({
  code: code.code,
  state: joinCodeState(code, now),
  expiresAt: code.expiresAt.toISOString(),
  usesMax: code.usesMax,
  uses: code.uses,
})

export const CodeBody = Type.Object({ code: Type.String({ maxLength: 30 }) })
/** What somebody with the code may know before they join. */
export const FamilyBehindCode = Type.Object({
  name: Type.String(),
  headName: Type.String({ description: 'masked' }),
  people: Type.Integer(),
  whyNot: Type.Object({ joinFamily: Reason }),
})
export const lookRefuses = {
  not_verified: 403,
  join_code_missing: 422,
  join_code_wrong: 422,
} satisfies Refuses<string>
export const endFamilyCodeRefuses = { ...headRefuses, no_join_code: 409 } satisfies Refuses<
  keyof typeof headRefuses | 'no_join_code'
>
