/** Inviting to a project. Nothing here that a team asks for looks whether the invited person is registered. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { GuestId, ProjectId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  isSameName,
  readGuests,
  whyNotInviteGuests,
  type GuestClaim,
  type GuestReason,
} from './guests.rules.ts'
import {
  countGuests,
  insertGuests,
  lockLookedGuests,
  markGuestsLooked,
  markGuestWithdrawn,
  type LookedGuest,
} from './guests.store.ts'
import { whyNotKeepProjects } from './projects.rules.ts'
import { getProject, lockProject } from './projects.store.ts'

export const GUESTS_DELIVERED_AT_A_TIME = 200

export interface InvitedGuest {
  outcome: 'invited' | 'refused'
  reason: GuestReason | null
}
export async function inviteToProject(
  act: Act,
  { projectId, people }: { projectId: ProjectId; people: readonly GuestClaim[] },
): Promise<InvitedGuest[]> {
  const project = await lockProject(act.tx, projectId)
  const rows = readGuests(people, dateIn(ZONE, act.now))
  const guests = rows.flatMap((row) => ('guest' in row ? [row.guest] : []))
  const there = await countGuests(act.tx, projectId)
  refuseIf(whyNotInviteGuests(act.actor, project, { there, more: guests.length }))
  await insertGuests(act, { projectId, invitedBy: accountOf(act.actor), guests })
  act.mark({ kind: 'project', id: projectId, facts: { invited: guests.length } })
  return rows.map((row) =>
    'reason' in row ? { outcome: 'refused', reason: row.reason } : { outcome: 'invited', reason: null },
  )
}

/** A place that the person has taken already stays theirs. */
export async function withdrawProjectInvitation(
  act: Act,
  { projectId, guestId }: { projectId: ProjectId; guestId: GuestId },
): Promise<void> {
  const { teamPath } = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  if (!(await markGuestWithdrawn(act.tx, projectId, guestId, act.now)))
    throw new Refusal('invitation_not_found')
  act.mark({ kind: 'project', id: projectId, facts: { guestId } })
}

const reached = ({ person, byDocument, invitedName }: LookedGuest) =>
  person !== null && (!byDocument || (invitedName !== null && isSameName(invitedName, person.name)))
    ? person
    : null

/** Brings invitations to the people they mean, after the team has had its answer. Idempotent. */
export async function deliverProjectInvitations(
  act: Act,
  { guestIds }: { guestIds: readonly GuestId[] },
): Promise<void> {
  const looked = await lockLookedGuests(act.tx, act.vault, guestIds)
  const found = looked.map((guest) => ({ guest, person: reached(guest) }))
  await markGuestsLooked(
    act.tx,
    found.map(({ guest, person }) => ({ guestId: guest.guestId, volunteerId: person?.volunteerId ?? null })),
    act.now,
  )
  const notices = found.flatMap(({ guest, person }) => {
    if (person === null) return []
    act.mark({ kind: 'project', id: guest.projectId, volunteerId: person.volunteerId })
    return [
      {
        accountId: person.accountId,
        kind: 'project_invited' as const,
        facts: { title: guest.title },
        link: `/projects/${guest.projectId}` as const,
      },
    ]
  })
  await notify(act.tx, notices, act.now)
}
