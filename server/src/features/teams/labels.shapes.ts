import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { TEAM_ROLES } from '../../kernel/actor.ts'
import { maskName } from '../../kernel/masking.ts'
import { LABEL_CHARACTERS_MAX, LABEL_KINDS, type LabellingReason } from './labels.rules.ts'
import type { Member } from './members.store.ts'
import { keepRefuses } from './teams.shapes.ts'

const LABELLED_MAX = 200
export const LabelBody = Type.Object({
  kind: OneOf(LABEL_KINDS),
  label: Type.String({ maxLength: 2 * LABEL_CHARACTERS_MAX }),
  membershipIds: Type.Array(Uuid, { minItems: 1, maxItems: LABELLED_MAX }),
  isOn: Type.Boolean({ description: 'given, or taken away' }),
})
export const Labelled = Type.Object({ changed: Type.Integer() })
export const LabelList = Type.Object({
  items: Type.Array(Type.Object({ kind: OneOf(LABEL_KINDS), label: Type.String(), members: Type.Integer() })),
})

/** What leaves the house has masked names; the volunteer number tells who it is to whoever may ask. */
export const ExportedMembers = Type.Object({
  items: Type.Array(
    Type.Object({
      name: Type.String({ description: 'masked' }),
      volunteerNumber: Nullable(Type.String()),
      regionName: Type.String(),
      joinedAt: Instant,
      creditMinutes: Type.Integer(),
      role: Nullable(OneOf(TEAM_ROLES)),
      groups: Type.Array(Type.String()),
      tags: Type.Array(Type.String()),
    }),
  ),
  isCut: Type.Boolean({ description: 'there are more than one file holds' }),
})
export const showExported = (member: Member): Static<typeof ExportedMembers>['items'][number] => ({
  name: maskName(member.name),
  volunteerNumber: member.volunteerNumber,
  regionName: member.regionName,
  joinedAt: (member.joinedAt ?? member.requestedAt).toISOString(),
  creditMinutes: member.creditMinutes,
  role: member.role,
  groups: member.groups,
  tags: member.tags,
})

export const labelRefuses = {
  ...keepRefuses,
  label_malformed: 422,
  too_many_labels: 409,
} satisfies Refuses<LabellingReason | 'team_not_found'>
