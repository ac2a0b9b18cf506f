/** What is found out before the transaction of a sign-in: whose login it is, and whether the password is right. */
import type { Reader } from '../../db/handles.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { AccountId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'
import { findAccount, findAccountIdByKey, findFailures } from './accounts.store.ts'
import { isPasswordOf } from './passwords.ts'
import { passwordSubject } from './sessions.actions.ts'
import { lockedSeconds, signInKeyOf } from './sign-in.rules.ts'

interface Access {
  reader: Reader
  vault: Vault
  now: Date
}
export interface Checked {
  accountId: AccountId | undefined
  password: { isRight: boolean; subject: Buffer }
}

/** The same steps and the same time whether or not the login belongs to anybody. */
export async function checkLogin(
  { reader, vault, now }: Access,
  login: string,
  password: string,
): Promise<Checked> {
  const key = signInKeyOf(login)
  const accountId = await findAccountIdByKey(reader, vault, key)
  const who = accountId ?? `${key.kind} ${key.value}`
  return { accountId, password: await checkPassword({ reader, vault, now }, who, accountId, password) }
}

/** The password of an account that is known already. */
export async function checkOwnPassword(
  access: Access,
  accountId: AccountId,
  password: string,
): Promise<boolean> {
  return (await checkPassword(access, accountId, accountId, password)).isRight
}

async function checkPassword(
  { reader, vault, now }: Access,
  who: string,
  accountId: AccountId | undefined,
  password: string,
): Promise<Checked['password']> {
  const subject = passwordSubject(vault, who)
  const seconds = lockedSeconds(await findFailures(reader, subject), now)
  if (seconds > 0) throw new Refusal('sign_in_locked', { retryAfterSeconds: seconds })
  const account = accountId === undefined ? undefined : await findAccount(reader, accountId)
  return { isRight: await isPasswordOf(account?.passwordHash, password), subject }
}
