import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Page } from '../../kernel/page.ts'
import { PhoneText } from './accounts.shapes.ts'
import type { StaffItem } from './grants.store.ts'
import type { PhoneReason } from './phones.rules.ts'
import { whyNotResetSecondFactor } from './recovery.rules.ts'
import { AUTHORITY_ROLES, whyNotEndGrant, type EndGrantReason, type GrantReason } from './staff.rules.ts'

const Role = OneOf([...AUTHORITY_ROLES])
const Words = Type.String({ minLength: 1, maxLength: 50, pattern: '^\\S(.*\\S)?$' })

export const GrantStaffBody = Type.Object({
  displayName: Words,
  phone: PhoneText,
  role: Role,
  regionCode: Type.Optional(
    Type.String({ pattern: '^[0-9]{6}([0-9]{3})?$', description: 'for every role but platform_admin' }),
  ),
  bodyName: Words,
})
export const Granted = Type.Object({
  accountId: Uuid,
  setupPath: Nullable(
    Type.String({ description: 'path of a one-time link, shown once; null when none is needed' }),
  ),
})

export const StaffPage = PageOf(
  Type.Object({
    accountId: Uuid,
    grantId: Uuid,
    displayName: Type.String(),
    role: Role,
    bodyName: Type.String(),
    regionName: Nullable(Type.String()),
    grantedAt: Instant,
    whyNot: Type.Object({ endGrant: Reason, resetSecondFactor: Reason }),
  }),
)
export const GrantPath = Type.Object({ accountId: Uuid, grantId: Uuid })

export const showStaff = (page: Page<StaffItem>, actor: Actor): Static<typeof StaffPage> => ({
  next: page.next,
  items: page.items.map((item) => ({
    accountId: item.accountId,
    grantId: item.grantId,
    displayName: item.displayName,
    role: item.role,
    bodyName: item.bodyName,
    regionName: item.regionName,
    grantedAt: item.grantedAt.toISOString(),
    whyNot: {
      endGrant: whyNotEndGrant(actor, item),
      resetSecondFactor: whyNotResetSecondFactor(actor, item),
    },
  })),
})

export const grantStaffRefuses = {
  not_your_region: 403,
  role_above_yours: 403,
  region_not_found: 404,
  already_granted: 409,
  phone_malformed: 422,
} satisfies Refuses<GrantReason | PhoneReason | 'region_not_found' | 'already_granted'>

export const endGrantRefuses = {
  not_your_region: 403,
  role_above_yours: 403,
  grant_not_found: 404,
  own_grant: 409,
} satisfies Refuses<EndGrantReason | 'grant_not_found'>
