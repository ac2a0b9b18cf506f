import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, Reason } from '../../http/shapes.ts'
import { PLEDGE_VERSION, type AcceptingReason } from './pledges.rules.ts'
import type { Pledge } from './pledges.store.ts'
import { keepRefuses } from './teams.shapes.ts'

export const PledgeShape = Type.Object({
  version: Type.String({ description: 'of the text that holds' }),
  accepted: Nullable(Type.Object({ name: Type.String(), at: Instant })),
  whyNot: Type.Object({ acceptPledge: Reason }),
})
export const AcceptBody = Type.Object({ version: Type.String({ maxLength: 20 }) })

export const showPledge = (
  pledge: Pledge | undefined,
  whyNot: AcceptingReason | null,
): Static<typeof PledgeShape> => ({
  version: PLEDGE_VERSION,
  accepted: pledge === undefined ? null : { name: pledge.acceptedName, at: pledge.acceptedAt.toISOString() },
  whyNot: { acceptPledge: whyNot },
})

export const acceptRefuses = {
  ...keepRefuses,
  team_not_active: 409,
  pledge_outdated: 409,
  already_accepted: 409,
} satisfies Refuses<AcceptingReason | 'team_not_found'>
