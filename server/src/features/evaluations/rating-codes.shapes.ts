import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Uuid } from '../../http/shapes.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { SCORE_MAX, WORDS_MAX } from './evaluations.rules.ts'
import { RATING_CODES_AT_ONCE, RATING_CODES_UNUSED_MAX, type MakingReason } from './rating-codes.rules.ts'
import type { UnusedCode } from './rating-codes.store.ts'

export const MakeRatingCodesBody = Type.Object({
  count: Type.Integer({ minimum: 1, maximum: RATING_CODES_AT_ONCE }),
})
export const MadeRatingCodes = Type.Object({ made: Type.Integer() })
export const EndedRatingCodes = Type.Object({ ended: Type.Integer() })
export const RatingCodeList = Type.Object({
  projectId: Uuid,
  unused: Type.Integer(),
  used: Type.Integer(),
  max: Type.Integer(),
  codes: Type.Array(Type.Object({ code: Type.String(), expiresAt: Instant }), {
    description: 'those that nobody has used, the oldest first',
  }),
})
export const showCodes = (
  projectId: string,
  counts: { unused: number; used: number },
  codes: readonly UnusedCode[],
): Static<typeof RatingCodeList> => ({
  projectId,
  ...counts,
  max: RATING_CODES_UNUSED_MAX,
  codes: codes.map(({ code, expiresAt }) => ({ code, expiresAt: expiresAt.toISOString() })),
})

const Code = Type.String({ maxLength: 60 })
export const LookBody = Type.Object({ code: Code })
/** What a recipient sees before rating: what it was, and nothing of anybody. */
export const BehindRatingCode = Type.Object({ title: Type.String(), teamName: Type.String(), startsOn: Day })
export const showBehind = (one: {
  title: string
  teamName: string
  startsAt: Date
}): Static<typeof BehindRatingCode> => ({
  title: one.title,
  teamName: one.teamName,
  startsOn: dateIn(ZONE, one.startsAt),
})
export const RateAsRecipientBody = Type.Object({
  code: Code,
  stars: Type.Integer({ minimum: 1, maximum: SCORE_MAX }),
  words: Type.String({ maxLength: WORDS_MAX }),
})

export const makeRefuses = {
  project_not_found: 404,
  team_not_found: 404,
  not_your_team: 403,
  team_not_active: 409,
  project_not_published: 409,
  too_many_rating_codes: 409,
} satisfies Refuses<'project_not_found' | 'team_not_found' | MakingReason>
export const endRefuses = {
  project_not_found: 404,
  not_your_team: 403,
  no_rating_codes: 409,
} satisfies Refuses<string>
export const codeRefuses = {
  rating_code_missing: 422,
  rating_code_wrong: 422,
} satisfies Refuses<'rating_code_missing' | 'rating_code_wrong'>
