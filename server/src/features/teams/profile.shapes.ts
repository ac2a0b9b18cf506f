/** The profile of a living team on the wire, as those who keep it read and write it. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Uuid } from '../../http/shapes.ts'
import { FormFields, TeamFormBody } from './form.shapes.ts'
import type { DailyFields } from './profile.store.ts'
import { normalizeContactPhone, normalizePersonName, type WritingReason } from './teams.rules.ts'
import { keepRefuses } from './teams.shapes.ts'

const { intro, campaigns, address: _, contactName, contactPhone, contactPublic } = TeamFormBody.properties
export const ProfileBody = Type.Object({
  intro,
  offers: Type.String({ maxLength: 500 }),
  needs: Type.String({ maxLength: 500 }),
  campaigns,
  contactName,
  contactPhone,
  contactPublic,
  leaderPublic: Type.Boolean({ description: 'changed by the leader alone' }),
})
export const TeamProfile = Type.Object({ teamId: Uuid, ...FormFields })
export const WrittenProfile = Type.Object({ teamId: Uuid })

export const dailyOf = (body: Static<typeof ProfileBody>): DailyFields => ({
  intro: body.intro.trim(),
  offers: body.offers.trim(),
  needs: body.needs.trim(),
  campaigns: [...new Set(body.campaigns)],
  contactName: normalizePersonName(body.contactName),
  contactPhone: normalizeContactPhone(body.contactPhone),
  contactPublic: body.contactPublic,
  leaderPublic: body.leaderPublic,
})

export const profileRefuses = {
  ...keepRefuses,
  leader_only: 403,
  team_not_active: 409,
  name_malformed: 422,
  contact_phone_malformed: 422,
  code_unknown: 422,
} satisfies Refuses<
  | WritingReason
  | 'leader_only'
  | 'team_not_found'
  | 'name_malformed'
  | 'contact_phone_malformed'
  | 'code_unknown'
>
