/** Codes sent to phones. Neither the phone nor the code can be read back from here. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { PhonePurpose } from './phones.rules.ts'

export interface PhoneCodeKey {
  phoneHash: Buffer
  purpose: PhonePurpose
}

/** Puts a new code in place of the last one; false, with nothing changed, when that was sent after `resendAfter`. */
export async function insertPhoneCode(
  tx: Tx,
  code: PhoneCodeKey & { codeHash: Buffer; sentAt: Date; expiresAt: Date },
  resendAfter: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('phoneCodes')
    .values({ ...code, attempts: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['phoneHash', 'purpose'])
        .doUpdateSet({ codeHash: code.codeHash, attempts: 0, sentAt: code.sentAt, expiresAt: code.expiresAt })
        .where('phoneCodes.sentAt', '<=', resendAfter),
    )
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function findLastSent(
  reader: Reader,
  { phoneHash, purpose }: PhoneCodeKey,
): Promise<Date | undefined> {
  const row = await reader
    .selectFrom('phoneCodes')
    .select('sentAt')
    .where('phoneHash', '=', phoneHash)
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  return row?.sentAt
}

export function lockPhoneCode(tx: Tx, { phoneHash, purpose }: PhoneCodeKey) {
  return tx
    .selectFrom('phoneCodes')
    .select(['codeHash', 'attempts', 'expiresAt'])
    .where('phoneHash', '=', phoneHash)
    .where('purpose', '=', purpose)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateAttempts(tx: Tx, { phoneHash, purpose }: PhoneCodeKey): Promise<void> {
  await tx
    .updateTable('phoneCodes')
    .set({ attempts: sql`attempts + 1` })
    .where('phoneHash', '=', phoneHash)
    .where('purpose', '=', purpose)
    .execute()
}

export async function deletePhoneCode(tx: Tx, { phoneHash, purpose }: PhoneCodeKey): Promise<void> {
  await tx
    .deleteFrom('phoneCodes')
    .where('phoneHash', '=', phoneHash)
    .where('purpose', '=', purpose)
    .execute()
}

/** Counts one more for the subject on that day; answers how many it makes. */
export async function updateCodeCount(tx: Tx, subjectHash: Buffer, countedOn: LocalDate): Promise<number> {
  const row = await tx
    .insertInto('phoneCodeCounts')
    .values({ subjectHash, countedOn, sent: 1 })
    .onConflict((conflict) =>
      conflict.columns(['subjectHash', 'countedOn']).doUpdateSet({ sent: sql`phone_code_counts.sent + 1` }),
    )
    .returning('sent')
    .executeTakeFirstOrThrow()
  return row.sent
}
