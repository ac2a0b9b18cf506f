import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import { DOCUMENT_KINDS } from '../../kernel/identity-document.ts'
import { keepRefuses } from '../teams/index.ts'
import {
  INVITED_AT_ONCE,
  shownState,
  whyNotWithdrawInvitation,
  type AcceptingReason,
  type InvitingReason,
  type WithdrawingReason,
} from './invitations.rules.ts'
import type { MyInvitation, SentInvitation } from './invitations.store.ts'

export const InvitationParams = Type.Object({ teamId: Uuid, invitationId: Uuid })
export const MyInvitationParams = Type.Object({ invitationId: Uuid })

export const InviteBody = Type.Object({
  people: Type.Array(
    Type.Object({
      name: Type.String({ maxLength: 100 }),
      idKind: Type.Optional(OneOf(DOCUMENT_KINDS)),
      idNumber: Type.String({ maxLength: 60 }),
    }),
    { minItems: 1, maxItems: INVITED_AT_ONCE },
  ),
})
export const InviteResults = Type.Object({
  results: Type.Array(
    Type.Object(
      { outcome: OneOf(['invited', 'refused']), reason: Reason },
      { description: 'in the order of the people; invited whether or not anybody is registered so' },
    ),
  ),
})
export const InvitationPage = PageOf(
  Type.Object({
    invitationId: Uuid,
    name: Type.String({ description: 'masked' }),
    idNumber: Type.String({ description: 'masked' }),
    state: OneOf(['open', 'accepted', 'withdrawn', 'expired']),
    sentAt: Instant,
    sentBy: Type.String(),
    expiresAt: Instant,
    whyNot: Type.Object({ withdrawInvitation: Reason }),
  }),
)
export const WithdrawnInvitation = Type.Object({ invitationId: Uuid, state: OneOf(['withdrawn']) })

export const MyInvitationPage = PageOf(
  Type.Object({
    invitationId: Uuid,
    teamId: Uuid,
    teamName: Type.String(),
    regionName: Type.String(),
    sentAt: Instant,
    expiresAt: Instant,
    whyNot: Type.Object({ accept: Reason }),
  }),
)
export const AnswerBody = Type.Object({ answer: OneOf(['accept', 'decline']) })
export const AnsweredInvitation = Type.Object({
  invitationId: Uuid,
  state: OneOf(['accepted', 'declined']),
  membershipId: Nullable(Uuid),
})

export const showSentInvitation = (
  invitation: SentInvitation,
  now: Date,
): Static<typeof InvitationPage>['items'][number] => ({
  invitationId: invitation.invitationId,
  name: invitation.nameMasked,
  idNumber: invitation.idNumberMasked,
  state: shownState(invitation, now),
  sentAt: invitation.sentAt.toISOString(),
  sentBy: invitation.sentByName,
  expiresAt: invitation.expiresAt.toISOString(),
  whyNot: { withdrawInvitation: whyNotWithdrawInvitation(invitation, now) },
})

export const showMyInvitation = (
  invitation: MyInvitation,
  accept: AcceptingReason | null,
): Static<typeof MyInvitationPage>['items'][number] => ({
  invitationId: invitation.invitationId,
  teamId: invitation.teamId,
  teamName: invitation.teamName,
  regionName: invitation.regionName,
  sentAt: invitation.sentAt.toISOString(),
  expiresAt: invitation.expiresAt.toISOString(),
  whyNot: { accept },
})

export const inviteRefuses = {
  ...keepRefuses,
  team_not_active: 409,
  too_many_invitations: 429,
} satisfies Refuses<InvitingReason | 'team_not_found' | 'too_many_invitations'>
export const withdrawRefuses = {
  ...keepRefuses,
  invitation_not_found: 404,
  invitation_accepted: 409,
  invitation_ended: 409,
} satisfies Refuses<WithdrawingReason | keyof typeof keepRefuses | 'invitation_not_found'>
export const answerRefuses = {
  invitation_not_found: 404,
  invitation_answered: 409,
  invitation_ended: 409,
  team_not_active: 409,
  home_team_taken: 409,
} satisfies Refuses<AcceptingReason | 'invitation_not_found'>
