/** A change of leader on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, OneOf, Uuid } from '../../http/shapes.ts'
import type {
  AnsweringReason,
  AppointingReason,
  NamingReason,
  ProposingLeaderReason,
  WithdrawingLeaderReason,
} from './leadership.rules.ts'
import type { Proposal } from './leadership.store.ts'
import { Cause, NamedTeam } from './tree.shapes.ts'

export const ProposalParams = Type.Object({ proposalId: Uuid })
export const ProposeLeaderBody = Type.Object({ volunteerId: Uuid })
export const AppointLeaderBody = Type.Object({
  volunteerNumber: Type.String({ maxLength: 40 }),
  cause: Cause,
})
export const Proposed = Type.Object({ proposalId: Uuid })
export const LeadershipAnswerBody = Type.Object({
  decision: OneOf(['accept', 'decline']),
  reason: Type.Optional(Cause),
})
export const Answered = Type.Object({ status: OneOf(['accepted', 'declined']) })
export const MyProposals = Type.Object({
  items: Type.Array(
    Type.Object({
      proposalId: Uuid,
      team: NamedTeam,
      byName: Type.String(),
      appointed: Type.Boolean({ description: 'from above, not by the leader' }),
      proposedAt: Instant,
    }),
  ),
})

const personRefuses = {
  not_a_member: 409,
  leader_minor: 409,
  already_leader: 409,
} as const satisfies Refuses<NamingReason>
export const proposeLeaderRefuses = {
  ...personRefuses,
  team_not_found: 404,
  not_your_team: 403,
  leader_only: 403,
  team_not_active: 409,
  proposal_open: 409,
} satisfies Refuses<ProposingLeaderReason | NamingReason | 'team_not_found'>
export const appointLeaderRefuses = {
  ...personRefuses,
  team_not_found: 404,
  not_your_team: 403,
  not_your_region: 403,
  above_only: 403,
  team_not_active: 409,
  proposal_open: 409,
  cause_missing: 422,
} satisfies Refuses<AppointingReason | NamingReason | 'team_not_found'>
export const answerLeadershipRefuses = {
  ...personRefuses,
  proposal_not_found: 404,
  already_decided: 409,
  team_not_active: 409,
} satisfies Refuses<AnsweringReason | NamingReason | 'team_not_active'>
export const withdrawLeaderRefuses = {
  proposal_not_found: 404,
  not_your_team: 403,
  leader_only: 403,
  above_only: 403,
  not_your_region: 403,
  already_decided: 409,
} satisfies Refuses<WithdrawingLeaderReason | 'proposal_not_found'>

export const showMyProposal = (proposal: Proposal): Static<typeof MyProposals>['items'][number] => ({
  proposalId: proposal.proposalId,
  team: { teamId: proposal.teamId, name: proposal.teamName },
  byName: proposal.byName,
  appointed: proposal.appointed,
  proposedAt: proposal.proposedAt.toISOString(),
})
