/** Accounts, the keys that find them, and the failures counted against them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import type { Failures, KeyKind, SignInKey } from './sign-in.rules.ts'

export interface Account {
  accountId: AccountId
  displayName: string
  passwordHash: string | null
  totpSecretEnc: Buffer | null
  totpConfirmedAt: Date | null
}
const COLUMNS = ['accountId', 'displayName', 'passwordHash', 'totpSecretEnc', 'totpConfirmedAt'] as const

export interface NewAccount {
  accountId: AccountId
  displayName: string
  passwordHash: string | null
}

export async function insertAccount(tx: Tx, account: NewAccount, now: Date): Promise<void> {
  await tx
    .insertInto('accounts')
    .values({ ...account, createdAt: now })
    .execute()
}

const keyHash = (vault: Vault, key: SignInKey): Buffer => vault.blind(`sign_in:${key.kind}`, key.value)

/** False when the key belongs to an account already; nothing is changed then. */
export async function insertSignInKey(
  tx: Tx,
  vault: Vault,
  key: SignInKey & { accountId: AccountId },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('signInKeys')
    .values({ keyHash: keyHash(vault, key), keyKind: key.kind, accountId: key.accountId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Frees a key, as when a phone changes hands; only the account that holds it can lose it. */
export async function deleteSignInKey(
  tx: Tx,
  vault: Vault,
  key: SignInKey & { accountId: AccountId },
): Promise<void> {
  await tx
    .deleteFrom('signInKeys')
    .where('keyHash', '=', keyHash(vault, key))
    .where('accountId', '=', key.accountId)
    .execute()
}

export async function findAccountIdByKey(
  reader: Reader,
  vault: Vault,
  key: SignInKey,
): Promise<AccountId | undefined> {
  const row = await reader
    .selectFrom('signInKeys')
    .innerJoin('accounts', 'accounts.accountId', 'signInKeys.accountId')
    .select('accounts.accountId')
    .where('keyHash', '=', keyHash(vault, key))
    .where('accounts.closedAt', 'is', null)
    .executeTakeFirst()
  return row?.accountId
}

export async function findHasKey(reader: Reader, accountId: AccountId, keyKind: KeyKind): Promise<boolean> {
  const row = await reader
    .selectFrom('signInKeys')
    .select('keyKind')
    .where('accountId', '=', accountId)
    .where('keyKind', '=', keyKind)
    .executeTakeFirst()
  return row !== undefined
}

export function findAccount(reader: Reader, accountId: AccountId): Promise<Account | undefined> {
  return reader
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .executeTakeFirst()
}

export function lockAccount(tx: Tx, accountId: AccountId): Promise<Account | undefined> {
  return tx
    .selectFrom('accounts')
    .select(COLUMNS)
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export async function updateDisplayName(tx: Tx, accountId: AccountId, displayName: string): Promise<void> {
  await tx.updateTable('accounts').set({ displayName }).where('accountId', '=', accountId).execute()
}

export async function updatePassword(tx: Tx, accountId: AccountId, passwordHash: string): Promise<void> {
  await tx.updateTable('accounts').set({ passwordHash }).where('accountId', '=', accountId).execute()
}

/** A secret that waits for its first code; the old one, if any, is gone. */
export async function updateTotpSecret(tx: Tx, accountId: AccountId, totpSecretEnc: Buffer): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ totpSecretEnc, totpConfirmedAt: null, totpLastStep: null })
    .where('accountId', '=', accountId)
    .execute()
}

export async function deleteTotpSecret(tx: Tx, accountId: AccountId): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ totpSecretEnc: null, totpConfirmedAt: null, totpLastStep: null })
    .where('accountId', '=', accountId)
    .execute()
}

/** Uses up one step of that secret; false when it was used before, or the secret is another by now. */
export async function markTotpStep(
  tx: Tx,
  { accountId, totpSecretEnc }: Pick<Account, 'accountId' | 'totpSecretEnc'>,
  step: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ totpLastStep: step, totpConfirmedAt: sql`coalesce(totp_confirmed_at, ${now})` })
    .where('accountId', '=', accountId)
    .where('totpSecretEnc', '=', totpSecretEnc)
    .where((eb) => eb.or([eb('totpLastStep', 'is', null), eb('totpLastStep', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export function findFailures(reader: Reader, subjectHash: Buffer): Promise<Failures | undefined> {
  return reader
    .selectFrom('signInFailures')
    .select(['failed', 'lastFailedAt', 'lockedUntil'])
    .where('subjectHash', '=', subjectHash)
    .executeTakeFirst()
}

/** Locks the counter of a subject, making it when there is none, so that guesses made at once are counted one by one. */
export function lockFailures(tx: Tx, subjectHash: Buffer, now: Date): Promise<Failures> {
  return tx
    .insertInto('signInFailures')
    .values({ subjectHash, failed: 0, lastFailedAt: now })
    .onConflict((conflict) =>
      conflict.column('subjectHash').doUpdateSet({ failed: sql`sign_in_failures.failed` }),
    )
    .returning(['failed', 'lastFailedAt', 'lockedUntil'])
    .executeTakeFirstOrThrow()
}

export async function updateFailures(tx: Tx, subjectHash: Buffer, failures: Failures): Promise<void> {
  await tx.updateTable('signInFailures').set(failures).where('subjectHash', '=', subjectHash).execute()
}

export async function deleteFailures(tx: Tx, subjectHash: Buffer): Promise<void> {
  await tx.deleteFrom('signInFailures').where('subjectHash', '=', subjectHash).execute()
}
