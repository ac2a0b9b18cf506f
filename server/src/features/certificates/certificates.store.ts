/** Proofs: what they are made from, kept as they were signed, and found by their number. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { HourEntryId, ProofId, VolunteerId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { ProofLine } from './certificates.rules.ts'

/** The lines that hold: credit, not taken out again, not disowned. */
export async function listProofLines(
  reader: Reader,
  volunteerId: VolunteerId,
  period: { from: LocalDate; to: LocalDate },
): Promise<ProofLine[]> {
  const { rows } = await sql<ProofLine>`
    select e.hour_entry_id, e.served_on, e.minutes, e.activity_name, e.content, e.unit_name, e.method, e.grade
    from hour_entries e
    where e.volunteer_id = ${volunteerId} and e.kind = 'credit' and e.reverses is null
      and e.served_on between ${period.from}::date and ${period.to}::date
      and not exists (select from hour_entries r where r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id)
      and not exists (select from disowned_records d
        where d.volunteer_id = e.volunteer_id and d.record_kind = 'hour_entry' and d.record_id = e.hour_entry_id)
    order by e.served_on desc, e.starts_at desc, e.hour_entry_id desc`.execute(reader)
  return rows
}

export interface Holder {
  name: string
  volunteerNumber: string
  registeredAt: Date
  regionPath: string
  /** The highest team above the person's own; null without a team. */
  unitName: string | null
}

export async function getHolder(reader: Reader, volunteerId: VolunteerId): Promise<Holder> {
  const { rows } = await sql<Holder>`
    select v.name, v.volunteer_number, v.registered_at, v.region_path, (
      select root.name from memberships m
      join teams own on own.team_id = m.team_id
      join teams root on root.path = substring(own.path from '^/[^/]+/')
      where m.volunteer_id = v.volunteer_id and m.status = 'member'
      order by m.joined_at, m.membership_id limit 1) as unit_name
    from volunteers v where v.volunteer_id = ${volunteerId} and v.volunteer_number is not null`.execute(
    reader,
  )
  const [holder] = rows
  if (holder === undefined) throw new Error('a proof for nobody')
  return holder
}

export interface NewProof {
  volunteerId: VolunteerId
  proofId: ProofId
  proofNumber: string
  secretEnc: Buffer
  holderName: string
  volunteerNumber: string
  periodFrom: LocalDate
  periodTo: LocalDate
  totalMinutes: number
  unitName: string
  contentText: string
  signature: Buffer
  signingKeyId: string
  issuedAt: Date
}

/** False when the number is taken, which by chance alone never happens. */
export async function insertProof(
  tx: Tx,
  proof: NewProof,
  entryIds: readonly HourEntryId[],
): Promise<boolean> {
  const { proofNumber, volunteerId, proofId } = proof
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('proofNumbers')
    .values({ proofNumber, volunteerId, proofId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await tx
    .insertInto('proofs')
    .values({ ...proof, status: 'issued' })
    .execute()
  await sql`
    insert into proof_entries (volunteer_id, proof_id, hour_entry_id)
    select ${volunteerId}::uuid, ${proofId}::uuid, entry from unnest(${entryIds}::uuid[]) as entry`.execute(
    tx,
  )
  return true
}

export interface ProofItem {
  proofId: ProofId
  proofNumber: string
  secretEnc: Buffer
  status: 'issued' | 'superseded' | 'revoked'
  periodFrom: LocalDate
  periodTo: LocalDate
  totalMinutes: number
  issuedAt: Date
  supersededAt: Date | null
}

export async function listOwnProofs(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery,
): Promise<Page<ProofItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<ProofItem>`
    select proof_id, proof_number, secret_enc, status, period_from, period_to, total_minutes, issued_at, superseded_at
    from proofs where volunteer_id = ${volunteerId} and (${after}::uuid is null or proof_id < ${after}::uuid)
    order by proof_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.proofId])
}

export interface SignedProof extends ProofItem {
  volunteerId: VolunteerId
  holderName: string
  unitName: string
  contentText: string
  signature: Buffer
  signingKeyId: string
  supersededCause: string | null
  showNewer: boolean
}

const SIGNED = sql`p.volunteer_id, p.proof_id, p.proof_number, p.secret_enc, p.status, p.period_from, p.period_to,
  p.total_minutes, p.issued_at, p.superseded_at, p.superseded_cause, p.holder_name, p.unit_name, p.content_text,
  p.signature, p.signing_key_id, p.show_newer`

export async function findOwnProof(
  reader: Reader,
  volunteerId: VolunteerId,
  proofId: ProofId,
): Promise<SignedProof | undefined> {
  const { rows } = await sql<SignedProof>`
    select ${SIGNED} from proofs p where p.volunteer_id = ${volunteerId} and p.proof_id = ${proofId}`.execute(
    reader,
  )
  return rows[0]
}

export async function findProofByNumber(
  reader: Reader,
  proofNumber: string,
): Promise<SignedProof | undefined> {
  const { rows } = await sql<SignedProof>`
    select ${SIGNED} from proof_numbers n
    join proofs p on p.volunteer_id = n.volunteer_id and p.proof_id = n.proof_id
    where n.proof_number = ${proofNumber}`.execute(reader)
  return rows[0]
}

/** The newest proof of the same person that holds, issued after this one. */
export async function findNewerProof(
  reader: Reader,
  { volunteerId, proofId }: Pick<SignedProof, 'volunteerId' | 'proofId'>,
): Promise<{ totalMinutes: number; issuedAt: Date } | undefined> {
  return reader
    .selectFrom('proofs')
    .select(['totalMinutes', 'issuedAt'])
    .where('volunteerId', '=', volunteerId)
    .where('status', '=', 'issued')
    .where('proofId', '>', proofId)
    .orderBy('proofId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Every proof that holds and contains the line; answers their numbers. */
export async function markSuperseded(
  tx: Tx,
  entry: { volunteerId: VolunteerId; hourEntryId: HourEntryId },
  by: { at: Date; cause: string },
): Promise<{ proofId: ProofId; proofNumber: string }[]> {
  const { rows } = await sql<{ proofId: ProofId; proofNumber: string }>`
    update proofs p set status = 'superseded', superseded_at = ${by.at.toISOString()}::timestamptz, superseded_cause = ${by.cause}
    from proof_entries e
    where e.volunteer_id = ${entry.volunteerId} and e.hour_entry_id = ${entry.hourEntryId}
      and p.volunteer_id = e.volunteer_id and p.proof_id = e.proof_id and p.status = 'issued'
    returning p.proof_id, p.proof_number`.execute(tx)
  return rows
}
