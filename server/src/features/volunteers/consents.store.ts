/** Guardians and what was agreed to, with the version of the notice and the moment. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import { identityHash } from './identities.store.ts'
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
      guardianHash: identityHash(vault, guardian.idNumber),
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

/** Nobody is found under it: of a row whose seal does not open, so that it holds up no other. */
const LOST = Buffer.alloc(0)

function guardianHash(vault: Vault, sealed: Buffer): Buffer {
  try {
    return identityHash(vault, vault.open(SEALED.idNumber, sealed))
  } catch {
    return LOST
  }
}

/** Writes under which identity guardians are found where a row of before lacks it. Answers how many were read. */
export async function hashGuardians(tx: Tx, vault: Vault, limit: number): Promise<number> {
  const rows = await tx
    .selectFrom('guardianships')
    .select(['volunteerId', 'guardianshipId', 'idNumberEnc'])
    .where('guardianHash', 'is', null)
    .orderBy('volunteerId')
    .limit(limit)
    .execute()
  for (const { volunteerId, guardianshipId, idNumberEnc } of rows)
    await tx
      .updateTable('guardianships')
      .set({ guardianHash: guardianHash(vault, idNumberEnc) })
      .where('volunteerId', '=', volunteerId)
      .where('guardianshipId', '=', guardianshipId)
      .execute()
  return rows.length
}
