/** Looking for the people whom invitations mean, after they were sent and when somebody is verified. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, InvitationId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import type { InvitationState } from './invitations.rules.ts'
import { openInvitedName } from './invitations.store.ts'

const DAY_MS = 86_400_000
/** A verification is seen a little later than it says of itself, so what was looked at just before is looked at again. */
const MARGIN = '5 minutes'

/** Those nobody has looked for yet, the oldest first. */
export async function listUnlooked(reader: Reader, limit: number): Promise<InvitationId[]> {
  const rows = await reader
    .selectFrom('invitations')
    .select('invitationId')
    .where('lookedAt', 'is', null)
    .where('state', '=', 'open')
    .orderBy('invitationId')
    .limit(limit)
    .execute()
  return rows.map((row) => row.invitationId)
}

/** Those that waited for somebody who has been verified since. */
export async function listForNewcomers(reader: Reader, now: Date, limit: number): Promise<InvitationId[]> {
  const { rows } = await sql<{ invitationId: InvitationId }>`
    select i.invitation_id from volunteers v
      join identity_keys k on k.volunteer_id = v.volunteer_id
      join invitations i on i.identity_hash = k.identity_hash
    where v.verified_at > ${new Date(now.getTime() - DAY_MS)} and v.status = 'verified'
      and i.state = 'open' and i.volunteer_id is null and i.looked_at < v.verified_at + ${MARGIN}::interval
      and i.looked_at < ${now}::timestamptz - interval '30 seconds'
    order by i.invitation_id limit ${limit}`.execute(reader)
  return rows.map((row) => row.invitationId)
}

/** The people who hold the numbers of these invitations and are verified. */
export async function listMeant(
  reader: Reader,
  invitationIds: readonly InvitationId[],
): Promise<VolunteerId[]> {
  const { rows } = await sql<{ volunteerId: VolunteerId }>`
    select distinct k.volunteer_id from invitations i join identity_keys k using (identity_hash)
      join volunteers v on v.volunteer_id = k.volunteer_id and v.status = 'verified'
    where i.invitation_id = any(${[...invitationIds]}::uuid[])`.execute(reader)
  return rows.map((row) => row.volunteerId)
}

export interface Looked {
  teamId: TeamId
  invitationId: InvitationId
  state: InvitationState
  sentBy: AccountId
  expiresAt: Date
  /** Null where its seal does not open. */
  invitedName: string | null
  volunteerId: VolunteerId | null
  hasDeclined: boolean
  hasConsented: boolean
  membership: 'requested' | 'member' | null
}
/** Locks those that still wait to be found, in the order of their ids, with all that decides what becomes of each. */
export async function lockLooked(
  tx: Tx,
  vault: Vault,
  invitationIds: readonly InvitationId[],
): Promise<Looked[]> {
  const { rows } = await sql<Omit<Looked, 'invitedName'> & { nameEnc: Buffer }>`
    select i.team_id, i.invitation_id, i.state, i.sent_by, i.expires_at, i.name_enc, k.volunteer_id,
      exists (select from invitations d where d.identity_hash = i.identity_hash and d.team_id = i.team_id
        and d.invitation_id <> i.invitation_id and d.answered_at is not null and d.state in ('declined', 'withdrawn')) as has_declined,
      exists (select from standing_consents s where s.volunteer_id = k.volunteer_id and s.team_id = i.team_id
        and s.ended_at is null) as has_consented,
      (select m.status from memberships m where m.volunteer_id = k.volunteer_id and m.team_id = i.team_id
        and m.status in ('requested', 'member')) as membership
    from invitations i left join identity_keys k on k.identity_hash = i.identity_hash
    where i.invitation_id = any(${[...invitationIds]}::uuid[]) and i.state = 'open' and i.volunteer_id is null
    order by i.invitation_id for update of i`.execute(tx)
  return rows.map(({ nameEnc, ...row }) => ({ ...row, invitedName: openInvitedName(vault, nameEnc) }))
}

export interface Found {
  teamId: TeamId
  invitationId: InvitationId
  volunteerId: VolunteerId | null
  state: 'open' | 'accepted' | 'declined'
}
/** Writes down what the look has found, for all of them at once. */
export async function markLooked(tx: Tx, found: readonly Found[], now: Date): Promise<void> {
  if (found.length === 0) return
  await sql`
    update invitations set looked_at = ${now}::timestamptz, volunteer_id = f.volunteer_id, state = f.state,
      answered_at = case when f.state <> 'open' then ${now}::timestamptz end
    from unnest(${found.map((f) => f.teamId)}::uuid[], ${found.map((f) => f.invitationId)}::uuid[],
      ${found.map((f) => f.volunteerId)}::uuid[], ${found.map((f) => f.state)}::text[]) as f (team_id, invitation_id, volunteer_id, state)
    where invitations.team_id = f.team_id and invitations.invitation_id = f.invitation_id`.execute(tx)
}

/** The teams which the people meant have given leave to; whoever may join one locks it first. */
export async function listConsentedTeams(
  reader: Reader,
  invitationIds: readonly InvitationId[],
): Promise<TeamId[]> {
  const { rows } = await sql<{ teamId: TeamId }>`
    select distinct i.team_id from invitations i join identity_keys k using (identity_hash)
      join standing_consents s on s.volunteer_id = k.volunteer_id and s.team_id = i.team_id and s.ended_at is null
    where i.invitation_id = any(${[...invitationIds]}::uuid[]) order by i.team_id`.execute(reader)
  return rows.map((row) => row.teamId)
}
