/** Guardians and what was agreed to, with the version of the notice and the moment. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import type { Guardian, Relation } from './registration.rules.ts'

const SEALED = { idNumber: 'guardianships.id_number', phone: 'guardianships.phone' } as const

export interface Consent {
  purpose: 'service_terms' | 'personal_information' | 'guardian'
  noticeVersion: string
}

export async function insertConsents(
  tx: Tx,
  volunteerId: VolunteerId,
  consents: readonly Consent[],
  now: Date,
): Promise<void> {
  if (consents.length === 0) return
  const rows = consents.map((consent) => ({
    ...consent,
    volunteerId,
    consentId: uuidv7<string>(now),
    givenAt: now,
  }))
  await tx.insertInto('consents').values(rows).execute()
}

/** Ends the consent of whoever is the guardian now. */
export async function markGuardianshipEnded(tx: Tx, volunteerId: VolunteerId, now: Date): Promise<void> {
  await tx
    .updateTable('guardianships')
    .set({ withdrawnAt: now })
    .where('volunteerId', '=', volunteerId)
    .where('withdrawnAt', 'is', null)
    .execute()
}

export async function insertGuardian(
  tx: Tx,
  vault: Vault,
  volunteerId: VolunteerId,
  guardian: Guardian,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('guardianships')
    .values({
      volunteerId,
      guardianshipId: uuidv7<string>(now),
      guardianName: guardian.name,
      relation: guardian.relation,
      idKind: guardian.idKind,
      idNumberEnc: vault.seal(SEALED.idNumber, guardian.idNumber),
      phoneEnc: vault.seal(SEALED.phone, guardian.phone),
      consentedAt: now,
    })
    .execute()
}

export interface KnownGuardian {
  name: string
  relation: Relation
  idKind: DocumentKind
  idNumber: string
  phone: string
  consentedAt: Date
}

export async function findGuardian(
  reader: Reader,
  vault: Vault,
  volunteerId: VolunteerId,
): Promise<KnownGuardian | undefined> {
  const row = await reader
    .selectFrom('guardianships')
    .select(['guardianName', 'relation', 'idKind', 'idNumberEnc', 'phoneEnc', 'consentedAt'])
    .where('volunteerId', '=', volunteerId)
    .where('withdrawnAt', 'is', null)
    .orderBy('guardianshipId', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { guardianName, idKind, idNumberEnc, phoneEnc, ...rest } = row
  return {
    ...rest,
    name: guardianName,
    idKind: idKind as DocumentKind,
    idNumber: vault.open(SEALED.idNumber, idNumberEnc),
    phone: vault.open(SEALED.phone, phoneEnc),
  }
}
