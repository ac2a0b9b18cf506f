/** What a reviewer is shown of an application. Reading it is a read of personal records: observe it. */
import type { Reader } from '../../db/handles.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import { findGuardian, type KnownGuardian } from './consents.store.ts'
import { findHolder } from './identities.store.ts'
import type { Gender } from './registration.rules.ts'
import { openIdNumber, openPhone } from './volunteers.store.ts'

export interface Applicant {
  volunteerId: VolunteerId
  name: string
  idKind: DocumentKind
  idNumber: string
  phone: string
  gender: Gender
  birthDate: LocalDate
  regionName: string
  regionPath: string
  skills: string[]
  categories: string[]
  registeredAt: Date
  guardian: KnownGuardian | null
  isDuplicate: boolean
}

export async function getApplicant(
  reader: Reader,
  vault: Vault,
  volunteerId: VolunteerId,
): Promise<Applicant> {
  const row = await reader
    .selectFrom('volunteers')
    .innerJoin('regions', 'regions.regionCode', 'volunteers.regionCode')
    .select([
      'volunteers.volunteerId',
      'volunteers.name',
      'volunteers.idKind',
      'volunteers.idNumberEnc',
      'volunteers.phoneEnc',
      'volunteers.gender',
      'volunteers.birthDate',
      'volunteers.regionPath',
      'volunteers.skills',
      'volunteers.categories',
      'volunteers.registeredAt',
      'regions.fullName as regionName',
    ])
    .where('volunteerId', '=', volunteerId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('review_not_found')
  const { idNumberEnc, phoneEnc, ...rest } = row
  const idNumber = openIdNumber(vault, idNumberEnc)
  const holder = await findHolder(reader, vault, idNumber)
  return {
    ...rest,
    birthDate: localDate(row.birthDate),
    idNumber,
    phone: openPhone(vault, phoneEnc),
    guardian: (await findGuardian(reader, vault, volunteerId)) ?? null,
    isDuplicate: holder !== undefined && holder !== volunteerId,
  }
}
