/** Invitations that a team sends. They are written without looking whether anybody answers to the name. */
import { sql } from 'kysely'
import type { Act } from '../../act.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import { addDays, type LocalDate } from '../../kernel/local-date.ts'
import type { AccountId, InvitationId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { maskIdNumber, maskName } from '../../kernel/masking.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import { identityHash } from '../volunteers/index.ts'
import type { TeamScope } from '../teams/index.ts'
import { INVITATION_DAYS, nameKey, type Invitee, type InvitationState } from './invitations.rules.ts'

const SEALED = { name: 'invitations.name', idNumber: 'invitations.id_number' } as const
const DAY_MS = 86_400_000
const LOST = '***'

/** Null where the seal does not open, so that one row that is lost holds up no other. */
export function openOrNull(vault: Vault, purpose: string, sealed: Buffer): string | null {
  try {
    return vault.open(purpose, sealed)
  } catch {
    return null
  }
}
export const openInvitedName = (vault: Vault, sealed: Buffer): string | null =>
  openOrNull(vault, SEALED.name, sealed)

/**
 * One statement for all, the same for everybody. Who waits already is left as they are; a name that was
 * written wrongly is put right and looked for again.
 */
export async function insertInvitations(
  { tx, vault, now }: Act,
  sent: { teamId: TeamId; sentBy: AccountId; invitees: readonly Invitee[] },
): Promise<void> {
  const { teamId, sentBy, invitees } = sent
  if (invitees.length === 0) return
  const hashes = invitees.map(({ idNumber }) => identityHash(vault, idNumber))
  const people = invitees.map(({ name, idNumber }) => vault.blind('invitee', `${idNumber}\0${nameKey(name)}`))
  await sql`
    insert into invitations (team_id, invitation_id, identity_hash, person_hash, name_enc, id_number_enc, state, sent_at, sent_by, expires_at)
    select ${teamId}::uuid, id, identity_hash, person_hash, name_enc, id_number_enc, 'open', ${now}::timestamptz, ${sentBy}::uuid,
      ${new Date(now.getTime() + INVITATION_DAYS * DAY_MS)}::timestamptz
    from unnest(${invitees.map(() => uuidv7(now))}::uuid[], ${hashes}::bytea[], ${people}::bytea[],
      ${invitees.map(({ name }) => vault.seal(SEALED.name, name))}::bytea[],
      ${invitees.map(({ idNumber }) => vault.seal(SEALED.idNumber, idNumber))}::bytea[]
    ) as row (id, identity_hash, person_hash, name_enc, id_number_enc)
    on conflict (team_id, identity_hash) where state in ('open', 'declined') do update
      set name_enc = excluded.name_enc, person_hash = excluded.person_hash, looked_at = null
      where invitations.volunteer_id is null and invitations.person_hash <> excluded.person_hash`.execute(tx)
}

/** Counts what a team sends on a day and answers how many it had sent before. Locks the day's row. */
export async function addToSent(tx: Tx, teamId: TeamId, day: LocalDate, more: number): Promise<number> {
  const { sent } = await tx
    .insertInto('invitationDays')
    .values({ teamId, onDay: day, sent: more })
    .onConflict((conflict) =>
      conflict.columns(['teamId', 'onDay']).doUpdateSet({ sent: sql`invitation_days.sent + ${more}` }),
    )
    .returning('sent')
    .executeTakeFirstOrThrow()
  return sent - more
}

export async function countSent(reader: Reader, teamId: TeamId, day: LocalDate): Promise<number> {
  const row = await reader
    .selectFrom('invitationDays')
    .select('sent')
    .where('teamId', '=', teamId)
    .where('onDay', '=', day)
    .executeTakeFirst()
  return row?.sent ?? 0
}

export interface SentInvitation {
  invitationId: InvitationId
  nameMasked: string
  idNumberMasked: string
  state: InvitationState
  sentAt: Date
  sentByName: string
  expiresAt: Date
}
/** The latest first. Nothing in a row comes from a person whom it may have reached. */
export async function listInvitations(
  reader: Reader,
  vault: Vault,
  scope: TeamScope,
  query: PageQuery,
): Promise<Page<SentInvitation>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('invitations')
    .leftJoin('accounts', 'accounts.accountId', 'invitations.sentBy')
    .select(['invitationId', 'nameEnc', 'idNumberEnc', 'state', 'sentAt', 'expiresAt'])
    .select((eb) => eb.fn.coalesce('accounts.displayName', eb.val('')).as('sentByName'))
    .where('teamId', '=', scope.teamId)
  if (after !== null) rows = rows.where('invitationId', '<', after as InvitationId)
  const found = await rows
    .orderBy('invitationId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    found.map(({ nameEnc, idNumberEnc, ...row }) => {
      const name = openInvitedName(vault, nameEnc)
      const idNumber = openOrNull(vault, SEALED.idNumber, idNumberEnc)
      return {
        ...row,
        nameMasked: name === null ? LOST : maskName(name),
        idNumberMasked: idNumber === null ? LOST : maskIdNumber(idNumber),
      }
    }),
    limit,
    (row) => [row.invitationId],
  )
}

export interface Invitation {
  teamId: TeamId
  invitationId: InvitationId
  volunteerId: VolunteerId | null
  state: InvitationState
  sentBy: AccountId
  expiresAt: Date
}
const COLUMNS = ['teamId', 'invitationId', 'volunteerId', 'state', 'sentBy', 'expiresAt'] as const

export function lockInvitation(
  tx: Tx,
  teamId: TeamId,
  invitationId: InvitationId,
): Promise<Invitation | undefined> {
  return tx
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('teamId', '=', teamId)
    .where('invitationId', '=', invitationId)
    .forUpdate()
    .executeTakeFirst()
}

export async function markInvitation(
  tx: Tx,
  { teamId, invitationId }: Pick<Invitation, 'teamId' | 'invitationId'>,
  change: { state: 'accepted' | 'declined'; answeredAt: Date } | { state: 'withdrawn' },
): Promise<void> {
  await tx
    .updateTable('invitations')
    .set(change)
    .where('teamId', '=', teamId)
    .where('invitationId', '=', invitationId)
    .execute()
}

/** One that has reached the person, whatever became of it. */
export function findMyInvitation(
  reader: Reader,
  volunteerId: VolunteerId,
  invitationId: InvitationId,
): Promise<Invitation | undefined> {
  return reader
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('volunteerId', '=', volunteerId)
    .where('invitationId', '=', invitationId)
    .executeTakeFirst()
}

export interface MyInvitation extends Invitation {
  teamName: string
  teamStatus: 'under_review' | 'active' | 'refused' | 'suspended' | 'dissolved'
  regionName: string
  regionPath: string
  membership: 'requested' | 'member' | null
  sentAt: Date
}
/** Those that wait for the person's answer, the latest first. */
export async function listMyInvitations(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery,
  now: Date,
): Promise<Page<MyInvitation>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after) as InvitationId | null
  const { rows } = await sql<MyInvitation>`
    select i.team_id, i.invitation_id, i.volunteer_id, i.state, i.sent_by, i.sent_at, i.expires_at, t.name as team_name,
      t.status as team_status, t.region_path, r.name as region_name,
      (select m.status from memberships m where m.volunteer_id = i.volunteer_id and m.team_id = i.team_id
        and m.status in ('requested', 'member')) as membership
    from invitations i join teams t using (team_id) join regions r using (region_code)
    where i.volunteer_id = ${volunteerId} and i.state = 'open' and i.expires_at > ${now}
      and (${after}::uuid is null or i.invitation_id < ${after}::uuid)
    order by i.invitation_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.invitationId])
}

/** The time of an invitation is over: its blind indexes are forgotten at once, the row when as much time has passed again. */
export async function expireInvitations(tx: Tx, now: Date, today: LocalDate): Promise<void> {
  await sql`
    update invitations set identity_hash = null, person_hash = null,
      state = case when state in ('open', 'declined') then 'expired' else state end
    where expires_at <= ${now} and identity_hash is not null`.execute(tx)
  await tx
    .deleteFrom('invitations')
    .where('expiresAt', '<', new Date(now.getTime() - INVITATION_DAYS * DAY_MS))
    .execute()
  await tx.deleteFrom('invitationDays').where('onDay', '<', addDays(today, -1)).execute()
}
