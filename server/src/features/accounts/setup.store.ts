/** One-time links by which an account gets its password and its second factor. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId } from '../../kernel/ids.ts'

export interface SetupLink {
  tokenHash: Buffer
  accountId: AccountId
  displayName: string
  passwordHash: string | null
  /** Whether there is any key to sign in with; the first administrator has none. */
  hasKey: boolean
  totpConfirmedAt: Date | null
  pendingDisplayName: string | null
  pendingPhoneEnc: Buffer | null
  pendingPasswordHash: string | null
  pendingTotpSecretEnc: Buffer | null
}

const live = (reader: Reader, tokenHash: Buffer, now: Date) =>
  reader
    .selectFrom('setupLinks')
    .innerJoin('accounts', 'accounts.accountId', 'setupLinks.accountId')
    .select([
      'setupLinks.tokenHash',
      'setupLinks.accountId',
      'setupLinks.pendingDisplayName',
      'setupLinks.pendingPhoneEnc',
      'setupLinks.pendingPasswordHash',
      'setupLinks.pendingTotpSecretEnc',
      'accounts.displayName',
      'accounts.passwordHash',
      'accounts.totpConfirmedAt',
      sql<boolean>`exists (select from sign_in_keys k where k.account_id = accounts.account_id)`.as('hasKey'),
    ])
    .where('setupLinks.tokenHash', '=', tokenHash)
    .where('setupLinks.usedAt', 'is', null)
    .where('setupLinks.expiresAt', '>', now)
    .where('accounts.totpConfirmedAt', 'is', null)
    .where('accounts.closedAt', 'is', null)

export function findSetupLink(reader: Reader, tokenHash: Buffer, now: Date): Promise<SetupLink | undefined> {
  return live(reader, tokenHash, now).executeTakeFirst()
}

/** Locks the link and its account, so that of two who hold it at once one gets in. */
export function lockSetupLink(tx: Tx, tokenHash: Buffer, now: Date): Promise<SetupLink | undefined> {
  return live(tx, tokenHash, now).forUpdate().executeTakeFirst()
}

/** A new link puts an end to the older ones of its account. */
export async function insertSetupLink(
  tx: Tx,
  link: { tokenHash: Buffer; accountId: AccountId; expiresAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('setupLinks')
    .set({ usedAt: now })
    .where('accountId', '=', link.accountId)
    .where('usedAt', 'is', null)
    .execute()
  await tx
    .insertInto('setupLinks')
    .values({ ...link, createdAt: now })
    .execute()
}

export async function updateSetupLink(
  tx: Tx,
  tokenHash: Buffer,
  pending: Pick<
    SetupLink,
    'pendingDisplayName' | 'pendingPhoneEnc' | 'pendingPasswordHash' | 'pendingTotpSecretEnc'
  >,
): Promise<void> {
  await tx.updateTable('setupLinks').set(pending).where('tokenHash', '=', tokenHash).execute()
}

/** Uses the link up and forgets what waited in it. */
export async function markSetupLinkUsed(tx: Tx, tokenHash: Buffer, now: Date): Promise<void> {
  await tx
    .updateTable('setupLinks')
    .set({ usedAt: now, pendingPhoneEnc: null, pendingPasswordHash: null, pendingTotpSecretEnc: null })
    .where('tokenHash', '=', tokenHash)
    .execute()
}

/** A platform administrator who never finished the setup; undefined when there is none. */
export async function findAdminWithoutPassword(reader: Reader): Promise<AccountId | undefined> {
  const row = await reader
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.accountId', 'grants.accountId')
    .select('grants.accountId')
    .where('grants.role', '=', 'platform_admin')
    .where('grants.endedAt', 'is', null)
    .where('accounts.passwordHash', 'is', null)
    .where('accounts.closedAt', 'is', null)
    .orderBy('grants.grantId')
    .limit(1)
    .executeTakeFirst()
  return row?.accountId
}
