/** The end of a team on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { Cause, NamedTeam, TEAM_STATUSES, type Team } from '../teams/index.ts'
import {
  FATE_OF,
  FATES,
  needsReceiver,
  whyNotDissolve,
  whyNotReceive,
  WORK_KINDS,
  type DissolvingReason,
  type Receiver,
  type ReceivingReason,
  type SayingReason,
} from './dissolutions.rules.ts'
import type { Weighed } from './weighing.actions.ts'

export const DissolutionShape = Type.Object({
  teamId: Uuid,
  name: Type.String(),
  status: OneOf(TEAM_STATUSES),
  parent: Nullable(NamedTeam),
  work: Type.Array(
    Type.Object({
      kind: OneOf(WORK_KINDS),
      count: Type.Integer(),
      fate: OneOf(FATES),
    }),
    { description: 'only what there is' },
  ),
  needsReceiver: Type.Boolean({ description: 'something is open that another team must take over' }),
  receivers: Type.Array(
    Type.Object({
      teamId: Uuid,
      name: Type.String(),
      isAbove: Type.Boolean(),
      whyNot: Type.Object({
        receive: Reason,
        name: Nullable(Type.String({ description: 'of the team below that could not stand there' })),
      }),
    }),
    { description: 'the team above first; those beside it for those who oversee the team' },
  ),
  whyNot: Type.Object({ dissolveTeam: Reason }),
})
export const DissolveBody = Type.Object({
  receiverId: Nullable(Type.String({ format: 'uuid' })),
  cause: Cause,
  name: Type.String({ maxLength: 60, description: 'the name of the team, typed to confirm' }),
})
export const Dissolved = Type.Object({
  teams: Type.Integer({ description: 'sub-teams handed over' }),
  projects: Type.Integer({ description: 'projects handed over' }),
})

export const readRefuses = {
  team_not_found: 404,
  not_your_team: 403,
  not_your_region: 403,
} satisfies Refuses<'team_not_found' | 'not_your_team' | 'not_your_region'>
export const dissolveRefuses = {
  ...readRefuses,
  leader_only: 403,
  team_not_active: 409,
  held_by_others: 409,
  authority_only: 403,
  people_at_door: 409,
  root_with_teams: 409,
  nobody_receives: 409,
  receiver_missing: 422,
  receiver_not_near: 422,
  parent_only: 403,
  receiver_not_active: 409,
  receiver_unfit: 409,
  cause_missing: 422,
  name_not_typed: 422,
} satisfies Refuses<DissolvingReason | ReceivingReason | SayingReason | 'team_not_found'>

export function showDissolution(
  team: Team,
  weighed: Weighed,
  near: readonly Receiver[],
  actor: Actor,
): Static<typeof DissolutionShape> {
  const answers = near.map((receiver) => ({
    receiver,
    whyNot: whyNotReceive(actor, team, receiver, weighed),
  }))
  return {
    teamId: team.teamId,
    name: team.name,
    status: team.status,
    parent: team.parent === null ? null : { teamId: team.parent.teamId, name: team.parent.name },
    work: WORK_KINDS.filter((kind) => weighed.work[kind] > 0).map((kind) => ({
      kind,
      count: weighed.work[kind],
      fate: FATE_OF[kind],
    })),
    needsReceiver: needsReceiver(weighed.work),
    receivers: answers
      .filter(({ whyNot }) => whyNot?.reason !== 'parent_only')
      .map(({ receiver, whyNot }) => ({
        teamId: receiver.teamId,
        name: receiver.name,
        isAbove: receiver.teamId === team.parent?.teamId,
        whyNot: { receive: whyNot?.reason ?? null, name: whyNot?.name ?? null },
      })),
    whyNot: { dissolveTeam: whyNotDissolve(actor, team, weighed) },
  }
}
