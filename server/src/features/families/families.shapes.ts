import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import type { JoinCodeReason } from '../teams/index.ts'
import { RegionCode } from '../teams/index.ts'
import {
  FAMILY_STATES,
  familyState,
  goAlongWith,
  isMinorIn,
  whyNotHeadFamily,
  whyNotLeaveFamily,
  whyNotOfferFamilyHead,
  whyNotRemoveFamilyMember,
  type AddingWardReason,
  type Ages,
  type Family,
  type FamilyMember,
  type FoundingReason,
  type JoiningFamilyReason,
  type OfferingReason,
  type RemovingReason,
} from './families.rules.ts'
import type { ServedTogether } from './family-hours.store.ts'

export const FoundFamilyBody = Type.Object({
  name: Type.String({ maxLength: 60 }),
  regionCode: Type.Optional(RegionCode),
})
export const FamilyNameBody = Type.Object({ name: Type.String({ maxLength: 60 }) })
export const FamilyName = Type.Object({ name: Type.String() })
export const FamilyAnswer = Type.Object({ familyId: Uuid })
export const MemberParams = Type.Object({ familyMemberId: Uuid })
export const OfferBody = Type.Object({ familyMemberId: Uuid })
export const OfferAnswerBody = Type.Object({ accepts: Type.Boolean() })
export const WardBody = Type.Object({ volunteerId: Uuid })
export const ShowHoursBody = Type.Object({ shows: Type.Boolean() })
export const Done = Type.Object({ done: Type.Literal(true) })

const MemberShape = Type.Object({
  familyMemberId: Uuid,
  name: Type.String(),
  isMe: Type.Boolean(),
  isHead: Type.Boolean(),
  isMinor: Type.Boolean(),
  isOfferedHead: Type.Boolean(),
  joinedAt: Instant,
  minutes: Nullable(Type.Integer({ description: 'since they joined; null when they do not show them' })),
  showsHours: Type.Boolean(),
  goAlong: Type.Array(Type.String(), { description: 'the minors who leave with this person' }),
  whyNot: Type.Object({ removeFamilyMember: Reason, offerFamilyHead: Reason }),
})
const FamilyShape = Type.Object({
  familyId: Uuid,
  name: Type.String(),
  regionName: Type.String(),
  state: OneOf(FAMILY_STATES),
  foundedAt: Instant,
  totalMinutes: Type.Integer({ description: 'of those who show their hours, since each joined' }),
  leftOut: Type.Integer({ description: 'people whose hours are not in the total' }),
  members: Type.Array(MemberShape),
  whyNot: Type.Object({ leaveFamily: Reason, headFamily: Reason }),
})
export const MyFamily = Type.Object({
  family: Nullable(FamilyShape),
  whyNot: Type.Object({ foundFamily: Reason }),
})

export interface FamilyView {
  family: Family
  members: readonly FamilyMember[]
  me: FamilyMember
  ages: Ages
  regionName: string
  minutes: ReadonlyMap<VolunteerId, number>
  ownMinutes: number
}

function showMember(member: FamilyMember, view: FamilyView): Static<typeof MemberShape> {
  const { family, members, me, ages, minutes, ownMinutes } = view
  const { familyMemberId, volunteerId, name, showsHours } = member
  const isMe = volunteerId === me.volunteerId
  const shown = showsHours ? (minutes.get(volunteerId) ?? 0) : null
  return {
    familyMemberId,
    name,
    isMe,
    isHead: volunteerId === family.headId,
    isMinor: isMinorIn(member, ages),
    isOfferedHead: volunteerId === family.offeredTo,
    joinedAt: member.joinedAt.toISOString(),
    minutes: isMe ? ownMinutes : shown,
    showsHours,
    goAlong: goAlongWith(member, members, ages).map((one) => one.name),
    whyNot: {
      removeFamilyMember: whyNotRemoveFamilyMember(family, me, member, ages),
      offerFamilyHead: whyNotOfferFamilyHead(family, me, member, ages),
    },
  }
}

export function showFamily(view: FamilyView): Static<typeof FamilyShape> {
  const { family, members, me, minutes } = view
  return {
    familyId: family.familyId,
    name: family.name,
    regionName: view.regionName,
    state: familyState(members.length),
    foundedAt: family.foundedAt.toISOString(),
    totalMinutes: [...minutes.values()].reduce((sum, one) => sum + one, 0),
    leftOut: members.filter(({ showsHours }) => !showsHours).length,
    members: members.map((member) => showMember(member, view)),
    whyNot: { leaveFamily: whyNotLeaveFamily(family, me), headFamily: whyNotHeadFamily(family, me) },
  }
}

export const TogetherPage = PageOf(
  Type.Object({
    shiftId: Uuid,
    projectId: Uuid,
    servedOn: Day,
    activityName: Type.String(),
    placeName: Type.String(),
    minutes: Type.Integer({ description: 'of all of them' }),
    names: Type.Array(Type.String()),
  }),
)
export const showTogether = (one: ServedTogether): Static<typeof TogetherPage>['items'][number] => one

export const MyWards = Type.Object({
  items: Type.Array(
    Type.Object({ volunteerId: Uuid, name: Type.String(), whyNot: Type.Object({ addFamilyWard: Reason }) }),
  ),
})

type Own = 'not_in_family'
export const ownRefuses = { not_in_family: 409 } satisfies Refuses<Own>
export const headRefuses = { ...ownRefuses, head_only: 403 } satisfies Refuses<Own | 'head_only'>
export const foundRefuses = {
  not_verified: 403,
  founder_minor: 403,
  already_in_family: 409,
  family_name_malformed: 422,
  region_not_found: 422,
} satisfies Refuses<FoundingReason | 'family_name_malformed' | 'region_not_found'>
export const renameRefuses = { ...headRefuses, family_name_malformed: 422 } satisfies Refuses<
  keyof typeof headRefuses | 'family_name_malformed'
>
export const joinRefuses = {
  not_verified: 403,
  already_in_family: 409,
  join_code_missing: 422,
  join_code_wrong: 422,
  family_full: 409,
  guardian_not_in_family: 409,
} satisfies Refuses<'not_verified' | 'already_in_family' | JoiningFamilyReason | JoinCodeReason>
export const wardRefuses = {
  ...ownRefuses,
  not_your_ward: 403,
  already_in_family: 409,
  family_full: 409,
} satisfies Refuses<Own | AddingWardReason>
export const leaveRefuses = { ...ownRefuses, heads_family: 409 } satisfies Refuses<Own | 'heads_family'>
export const removeRefuses = {
  ...headRefuses,
  family_member_not_found: 404,
  heads_family: 409,
} satisfies Refuses<Own | RemovingReason | 'family_member_not_found'>
export const offerRefuses = {
  ...headRefuses,
  family_member_not_found: 404,
  already_head: 409,
  head_minor: 409,
} satisfies Refuses<Own | OfferingReason | 'family_member_not_found'>
export const answerRefuses = { ...ownRefuses, head_not_offered: 409 } satisfies Refuses<
  Own | 'head_not_offered'
>
export const withdrawRefuses = { ...headRefuses, head_not_offered: 409 } satisfies Refuses<
  keyof typeof headRefuses | 'head_not_offered'
>
