/** People invited to projects. They are written without looking whether anybody answers to the name (decision 009). */
import { sql } from 'kysely'
import type { Act } from '../../act.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, GuestId, ProjectId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { maskIdNumber, maskName } from '../../kernel/masking.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import { identityHash } from '../volunteers/index.ts'
import type { Guest } from './guests.rules.ts'
import type { GuestsOfProject } from './projects.rules.ts'

const SEALED = { name: 'project_guests.name', idNumber: 'project_guests.id_number' } as const

export async function countGuests(reader: Reader, projectId: ProjectId): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from project_guests where project_id = ${projectId}`.execute(reader)
  return rows[0]?.count ?? 0
}

/** Who is invited already stays as they are; a name that was written wrongly is put right and looked for again. */
export async function insertGuests(
  { tx, vault, now }: Act,
  { projectId, invitedBy, guests }: { projectId: ProjectId; invitedBy: AccountId; guests: readonly Guest[] },
): Promise<void> {
  const made = { projectId, invitedAt: now, invitedBy }
  const numbers = guests.flatMap((guest) => ('volunteerNumber' in guest ? [guest] : []))
  const documents = guests.flatMap((guest) => ('volunteerNumber' in guest ? [] : [guest]))
  if (numbers.length > 0)
    await tx
      .insertInto('projectGuests')
      .values(numbers.map((guest) => ({ ...made, guestId: uuidv7<GuestId>(now), ...guest })))
      .onConflict((conflict) =>
        conflict.columns(['projectId', 'volunteerNumber']).where('withdrawnAt', 'is', null).doNothing(),
      )
      .execute()
  if (documents.length === 0) return
  const rows = documents.map(({ name, idNumber }) => ({
    ...made,
    guestId: uuidv7<GuestId>(now),
    identityHash: identityHash(vault, idNumber),
    nameEnc: vault.seal(SEALED.name, name),
    idNumberEnc: vault.seal(SEALED.idNumber, idNumber),
  }))
  await tx
    .insertInto('projectGuests')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['projectId', 'identityHash'])
        .where('withdrawnAt', 'is', null)
        .doUpdateSet({ nameEnc: sql`excluded.name_enc`, lookedAt: null })
        .where('projectGuests.volunteerId', 'is', null),
    )
    .execute()
}

export interface SentGuest {
  guestId: GuestId
  nameMasked: string | null
  idNumberMasked: string | null
  volunteerNumber: string | null
  invitedAt: Date
  invitedByName: string
}
/** The latest first. Nothing in a row comes from a person whom it may have reached. */
export async function listGuests(
  reader: Reader,
  vault: Vault,
  scope: GuestsOfProject,
  query: PageQuery,
): Promise<Page<SentGuest>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('projectGuests')
    .leftJoin('accounts', 'accounts.accountId', 'projectGuests.invitedBy')
    .select(['guestId', 'nameEnc', 'idNumberEnc', 'volunteerNumber', 'invitedAt'])
    .select((eb) => eb.fn.coalesce('accounts.displayName', eb.val('')).as('invitedByName'))
    .where('projectId', '=', scope.projectId)
    .where('withdrawnAt', 'is', null)
  if (after !== null) rows = rows.where('guestId', '<', after as GuestId)
  const found = await rows
    .orderBy('guestId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    found.map(({ nameEnc, idNumberEnc, ...row }) => ({
      ...row,
      nameMasked: nameEnc === null ? null : maskName(vault.open(SEALED.name, nameEnc)),
      idNumberMasked: idNumberEnc === null ? null : maskIdNumber(vault.open(SEALED.idNumber, idNumberEnc)),
    })),
    limit,
    (row) => [row.guestId],
  )
}

/** Whom it meant is forgotten with it. False when there is no such invitation, or none any more. */
export async function markGuestWithdrawn(
  tx: Tx,
  projectId: ProjectId,
  guestId: GuestId,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('projectGuests')
    .set({
      ...{ identityHash: null, nameEnc: null, idNumberEnc: null, volunteerNumber: null, volunteerId: null },
      withdrawnAt: now,
    })
    .where('projectId', '=', projectId)
    .where('guestId', '=', guestId)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A verification is seen a little later than it says of itself, so what was looked at just before is looked at again. */
const MARGIN = '5 minutes'
const published = sql`exists (select from projects where projects.project_id = g.project_id
  and projects.visibility = 'invitation' and projects.status in ('recruiting', 'recruiting_paused', 'running'))`

/** Of published projects: those nobody has looked for yet, and those whose person has been verified since. */
export async function listDueGuests(reader: Reader, now: Date, limit: number): Promise<GuestId[]> {
  const { rows } = await sql<{ guestId: GuestId }>`
    select g.guest_id from project_guests g
    where g.looked_at is null and g.withdrawn_at is null and ${published}
    union
    select g.guest_id from volunteers v
      join identity_keys k on k.volunteer_id = v.volunteer_id
      join project_guests g on g.identity_hash = k.identity_hash
    where v.verified_at > ${now}::timestamptz - interval '1 day' and v.status = 'verified' and g.volunteer_id is null
      and g.withdrawn_at is null and g.looked_at < v.verified_at + ${MARGIN}::interval
      and g.looked_at < ${now}::timestamptz - interval '30 seconds' and ${published}
    order by guest_id limit ${limit}`.execute(reader)
  return rows.map((row) => row.guestId)
}

export interface LookedGuest {
  projectId: ProjectId
  guestId: GuestId
  title: string
  teamId: TeamId
  /** Null for one named by their number as a volunteer, and where the seal does not open. */
  invitedName: string | null
  byDocument: boolean
  person: { volunteerId: VolunteerId; accountId: AccountId; name: string } | null
}
/** Locks those that still wait to be found, in the order of their ids, with the verified person each may mean. */
export async function lockLookedGuests(
  tx: Tx,
  vault: Vault,
  guestIds: readonly GuestId[],
): Promise<LookedGuest[]> {
  const { rows } = await sql<
    Omit<LookedGuest, 'invitedName' | 'byDocument' | 'person'> & {
      nameEnc: Buffer | null
      volunteerId: VolunteerId | null
      accountId: AccountId
      name: string
    }
  >`
    select g.project_id, g.guest_id, p.title, p.team_id, g.name_enc, v.volunteer_id, v.account_id, v.name
    from project_guests g join projects p using (project_id)
    left join identity_keys k on k.identity_hash = g.identity_hash
    left join volunteers v on v.status = 'verified'
      and (v.volunteer_id = k.volunteer_id or v.volunteer_number = g.volunteer_number)
    where g.guest_id = any(${[...guestIds]}::uuid[]) and g.withdrawn_at is null and g.volunteer_id is null
    order by g.guest_id for update of g`.execute(tx)
  return rows.map(({ nameEnc, volunteerId, accountId, name, ...row }) => ({
    ...row,
    byDocument: nameEnc !== null,
    invitedName: nameEnc === null ? null : vault.open(SEALED.name, nameEnc),
    person: volunteerId === null ? null : { volunteerId, accountId, name },
  }))
}

export async function markGuestsLooked(
  tx: Tx,
  looked: readonly { guestId: GuestId; volunteerId: VolunteerId | null }[],
  now: Date,
): Promise<void> {
  if (looked.length === 0) return
  await sql`update project_guests set looked_at = ${now}::timestamptz, volunteer_id = found.volunteer_id
    from unnest(${looked.map((g) => g.guestId)}::uuid[], ${looked.map((g) => g.volunteerId)}::uuid[])
      as found (guest_id, volunteer_id)
    where project_guests.guest_id = found.guest_id`.execute(tx)
}

/**
 * Nobody needs to know any more who was invited to what was closed or given up, nor to what ended or was called off
 * before this: until then it could be extended, and says that it was called off.
 */
export async function deletePastGuests(tx: Tx, before: Date): Promise<void> {
  await sql`delete from project_guests using projects
    where projects.project_id = project_guests.project_id and (projects.status = 'closed' or projects.ends_at < ${before}
      or projects.status = 'cancelled' and coalesce(projects.cancelled_at < ${before}, true))`.execute(tx)
}
