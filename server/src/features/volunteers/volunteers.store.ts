/** Volunteers. Their documents and phones lie sealed; only this room knows under which purpose. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import type { Gender, Person } from './registration.rules.ts'
import type { VolunteerStatus } from './verification.rules.ts'

/** What other features may know of a person. Neither number nor phone. */
export interface Volunteer {
  volunteerId: VolunteerId
  accountId: AccountId
  status: VolunteerStatus
  name: string
  volunteerNumber: string | null
  gender: Gender
  birthDate: LocalDate
  regionCode: string
  regionPath: string
}

/** What a form tells beside the person. */
export interface Profile {
  regionCode: string
  regionPath: string
  skills: string[]
  categories: string[]
  freeSlots: string[]
  politicalStatus: string | null
  ethnicity: string | null
  education: string | null
  employment: string | null
}
export interface EmergencyContact {
  name: string
  phone: string
}

const COLUMNS = [
  'volunteers.volunteerId',
  'volunteers.accountId',
  'volunteers.status',
  'volunteers.name',
  'volunteers.volunteerNumber',
  'volunteers.gender',
  'volunteers.birthDate',
  'volunteers.regionCode',
  'volunteers.regionPath',
] as const
export const SEALED = {
  idNumber: 'volunteers.id_number',
  phone: 'volunteers.phone',
  emergencyContact: 'volunteers.emergency_contact',
} as const

const dated = <Row extends { birthDate: string }>(
  row: Row,
): Omit<Row, 'birthDate'> & { birthDate: LocalDate } => ({
  ...row,
  birthDate: localDate(row.birthDate),
})

export const openIdNumber = (vault: Vault, sealed: Buffer): string => vault.open(SEALED.idNumber, sealed)
export const openPhone = (vault: Vault, sealed: Buffer): string => vault.open(SEALED.phone, sealed)

export async function findVolunteer(
  reader: Reader,
  volunteerId: VolunteerId,
): Promise<Volunteer | undefined> {
  const row = await reader
    .selectFrom('volunteers')
    .select(COLUMNS)
    .where('volunteerId', '=', volunteerId)
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

/** In no order of their own; those that do not exist are left out. */
export async function findVolunteers(
  reader: Reader,
  volunteerIds: readonly VolunteerId[],
): Promise<Volunteer[]> {
  if (volunteerIds.length === 0) return []
  const rows = await reader
    .selectFrom('volunteers')
    .select(COLUMNS)
    .where('volunteerId', '=', sql<VolunteerId>`any(${[...volunteerIds]}::uuid[])`)
    .execute()
  return rows.map(dated)
}

export async function findVolunteerByNumber(
  reader: Reader,
  volunteerNumber: string,
): Promise<Volunteer | undefined> {
  const row = await reader
    .selectFrom('volunteerNumbers')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'volunteerNumbers.volunteerId')
    .select(COLUMNS)
    .where('volunteerNumbers.volunteerNumber', '=', volunteerNumber)
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

/** Locks people in the order of their ids; those that do not exist are left out. */
export async function lockVolunteers(tx: Tx, volunteerIds: readonly VolunteerId[]): Promise<Volunteer[]> {
  if (volunteerIds.length === 0) return []
  const rows = await tx
    .selectFrom('volunteers')
    .select(COLUMNS)
    .where('volunteerId', '=', sql<VolunteerId>`any(${[...volunteerIds]}::uuid[])`)
    .orderBy('volunteerId')
    .forUpdate()
    .execute()
  return rows.map(dated)
}

/** Throws `volunteer_not_found`. */
export async function lockVolunteer(tx: Tx, volunteerId: VolunteerId): Promise<Volunteer> {
  const [volunteer] = await lockVolunteers(tx, [volunteerId])
  if (volunteer === undefined) throw new Refusal('volunteer_not_found')
  return volunteer
}

export interface Sensitive {
  accountId: AccountId
  idKind: DocumentKind
  idNumber: string
  phone: string
}

/** The document and the phone in plain. Callers show them masked, or use them and forget them. */
export async function getSensitive(
  reader: Reader,
  vault: Vault,
  volunteerId: VolunteerId,
): Promise<Sensitive> {
  const row = await reader
    .selectFrom('volunteers')
    .select(['accountId', 'idKind', 'idNumberEnc', 'phoneEnc'])
    .where('volunteerId', '=', volunteerId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('volunteer_not_found')
  const { accountId, idKind } = row
  return {
    accountId,
    idKind,
    idNumber: openIdNumber(vault, row.idNumberEnc),
    phone: openPhone(vault, row.phoneEnc),
  }
}

export interface NewVolunteer {
  volunteerId: VolunteerId
  accountId: AccountId
  person: Person
  phone: string
  profile: Profile
  emergencyContact: EmergencyContact | null
}

/** Registered by the person's own act, so claimed in the same moment. */
export async function insertVolunteer(
  tx: Tx,
  vault: Vault,
  volunteer: NewVolunteer,
  now: Date,
): Promise<void> {
  const { person, phone, profile, emergencyContact, ...ids } = volunteer
  const { idNumber, ...openly } = person
  await tx
    .insertInto('volunteers')
    .values({
      ...ids,
      ...openly,
      ...profile,
      status: 'under_review',
      idNumberEnc: vault.seal(SEALED.idNumber, idNumber),
      phoneEnc: vault.seal(SEALED.phone, phone),
      emergencyContactEnc:
        emergencyContact === null
          ? null
          : vault.seal(SEALED.emergencyContact, JSON.stringify(emergencyContact)),
      registeredAt: now,
      claimedAt: now,
      gatewayDueAt: now,
    })
    .execute()
}

/** A refused application with its person mended waits again. */
export async function markResubmitted(
  tx: Tx,
  vault: Vault,
  volunteerId: VolunteerId,
  person: Person,
  now: Date,
): Promise<void> {
  const { idNumber, ...openly } = person
  await tx
    .updateTable('volunteers')
    .set({
      ...openly,
      idNumberEnc: vault.seal(SEALED.idNumber, idNumber),
      status: 'under_review',
      refusalReason: null,
      documentDeletedAt: null,
      gatewayDueAt: now,
      gatewayAttempts: 0,
    })
    .where('volunteerId', '=', volunteerId)
    .execute()
}

export async function markVerified(
  tx: Tx,
  volunteerId: VolunteerId,
  verified: { volunteerNumber: string; verifiedBy: 'gateway' | 'reviewer'; verifiedAt: Date },
): Promise<void> {
  await tx
    .updateTable('volunteers')
    .set({ ...verified, status: 'verified', refusalReason: null, gatewayDueAt: null })
    .where('volunteerId', '=', volunteerId)
    .execute()
}

export async function markRefused(tx: Tx, volunteerId: VolunteerId, refusalReason: string): Promise<void> {
  await tx
    .updateTable('volunteers')
    .set({ status: 'refused', refusalReason, gatewayDueAt: null })
    .where('volunteerId', '=', volunteerId)
    .execute()
}

export interface GatewayClaim {
  volunteerId: VolunteerId
  name: string
  idKind: DocumentKind
  idNumber: string
  attempts: number
}

/** Applications the gateway is to be asked about now, the longest waiting first. */
export async function listGatewayDue(
  reader: Reader,
  vault: Vault,
  now: Date,
  limit: number,
): Promise<GatewayClaim[]> {
  const rows = await reader
    .selectFrom('volunteers')
    .select(['volunteerId', 'name', 'idKind', 'idNumberEnc', 'gatewayAttempts'])
    .where('gatewayDueAt', '<=', now)
    .where('status', '=', 'under_review')
    .orderBy('gatewayDueAt')
    .orderBy('volunteerId')
    .limit(limit)
    .execute()
  return rows.map(({ idNumberEnc, gatewayAttempts, ...row }) => ({
    ...row,
    idNumber: openIdNumber(vault, idNumberEnc),
    attempts: gatewayAttempts,
  }))
}

export async function markGatewayAsked(
  tx: Tx,
  volunteerId: VolunteerId,
  attempts: number,
  dueAt: Date | null,
): Promise<void> {
  await tx
    .updateTable('volunteers')
    .set({ gatewayAttempts: attempts, gatewayDueAt: dueAt })
    .where('volunteerId', '=', volunteerId)
    .execute()
}
