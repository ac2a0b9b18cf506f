/** Putting another password in the place of one, and taking a second factor off. Whom to tell is for the feature that tells. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  deleteFailures,
  deleteTotpSecret,
  findHasKey,
  lockAccount,
  updatePassword,
  type Account,
} from './accounts.store.ts'
import { forgetActor } from './actor-cache.ts'
import { findHasGrants, listHeldRoles } from './grants.store.ts'
import { checkPhoneCode, usePhoneCode } from './phone-codes.actions.ts'
import { whyNotProved, whyNotResetSecondFactor, type ProvingReason } from './recovery.rules.ts'
import { countAttempt, passwordSubject, proveSecondFactor, totpSubject } from './sessions.actions.ts'
import { markSessionsEnded } from './sessions.store.ts'
import type { PasswordReason } from './sign-in.rules.ts'

export interface NewPassword {
  hash: string
  /** Long enough also for those who reach other people's records. */
  isLongEnoughForStaff: boolean
}
export interface Refused<Reason extends string> {
  outcome: Reason
  retryAfterSeconds?: number
}
export type ChangeOutcome =
  | { outcome: 'changed'; accountId: AccountId }
  | Refused<'credentials_wrong' | 'sign_in_locked' | PasswordReason>
export type ResetOutcome =
  | { outcome: 'changed'; accountId: AccountId }
  | Refused<ProvingReason | 'second_factor_wrong' | 'sign_in_locked' | PasswordReason>

/** A1. Asks for the present password, and ends every session but this one. */
export async function replacePassword(
  act: Act,
  input: { isPasswordRight: boolean; password: NewPassword },
): Promise<ChangeOutcome> {
  const accountId = accountOf(act.actor)
  const refused = await countAttempt(act, passwordSubject(act.vault, accountId), input.isPasswordRight)
  if (refused === 'wrong') return { outcome: 'credentials_wrong' }
  if (refused !== null) return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  if (!(await isLongEnough(act, accountId, input.password))) return { outcome: 'password_too_weak' }
  if ((await lockAccount(act.tx, accountId)) === undefined) throw new Refusal('signed_out')
  await putPassword(act, accountId, input.password)
  return { outcome: 'changed', accountId }
}

export interface ForgottenPassword {
  phone: string
  phoneCode: string
  /** Whose phone it is, and whose identity document was named. */
  accountId: AccountId | undefined
  documentHolder: AccountId | undefined
  totp: string | undefined
  password: NewPassword
}

/** A3. Wrong proofs are counted for the phone, whoever has it, and lock as wrong passwords do; every session ends. */
export async function replaceForgottenPassword(act: Act, input: ForgottenPassword): Promise<ResetOutcome> {
  const { tx, vault, now } = act
  const { phone, phoneCode, accountId } = input
  const wrong = await checkPhoneCode(tx, vault, { phone, code: phoneCode, purpose: 'reset_password' }, now)
  const account = accountId === undefined ? undefined : await lockAccount(tx, accountId)
  const hasDocument = account !== undefined && (await findHasKey(tx, account.accountId, 'id_document'))
  const hasSecondFactor =
    account !== undefined && account.totpConfirmedAt !== null && (await findHasGrants(tx, account.accountId))
  const reason = whyNotProved({
    isCodeRight: wrong === null,
    isKnown: account !== undefined,
    isDocumentRight: hasDocument ? input.documentHolder === account.accountId : null,
    hasSecondFactor,
    hasTotp: input.totp !== undefined,
  })
  const isRight = reason !== 'identity_not_proved'
  const refused = await countAttempt(act, vault.blind('failures:reset', phone), isRight)
  if (refused !== null && refused !== 'wrong')
    return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  if (refused === 'wrong' || account === undefined) return { outcome: 'identity_not_proved' }
  if (reason !== null) return { outcome: reason }
  const unproved = hasSecondFactor ? await proveTotp(act, account, input.totp ?? '') : null
  if (unproved !== null) return unproved
  if (!(await isLongEnough(act, account.accountId, input.password))) return { outcome: 'password_too_weak' }
  await usePhoneCode(tx, vault, phone, 'reset_password')
  await deleteFailures(tx, passwordSubject(vault, account.accountId))
  await putPassword(act, account.accountId, input.password)
  return { outcome: 'changed', accountId: account.accountId }
}

async function proveTotp(
  act: Act,
  account: Account,
  totp: string,
): Promise<Refused<'second_factor_wrong' | 'sign_in_locked'> | null> {
  const refused = await proveSecondFactor(act, account, totp)
  if (refused === null) return null
  return refused === 'wrong'
    ? { outcome: 'second_factor_wrong' }
    : { outcome: 'sign_in_locked', retryAfterSeconds: refused }
}

const isLongEnough = async ({ tx }: Act, accountId: AccountId, password: NewPassword): Promise<boolean> =>
  password.isLongEnoughForStaff || !(await findHasGrants(tx, accountId))

async function putPassword(act: Act, accountId: AccountId, { hash }: NewPassword): Promise<void> {
  await updatePassword(act.tx, accountId, hash)
  await endSessions(act, accountId)
  act.mark({ kind: 'account', id: accountId })
}

/** All sessions of the account but the one that asks. */
async function endSessions({ tx, actor, now }: Act, accountId: AccountId): Promise<void> {
  await markSessionsEnded(tx, accountId, actor.accountId === accountId ? actor.sessionId : null, now)
  forgetActor(accountId)
}

/** A5. The roles count again once a new authenticator is bound; until then the password alone opens the account. */
export async function clearSecondFactor(act: Act, accountId: AccountId): Promise<void> {
  const account = await lockAccount(act.tx, accountId)
  const roles = account === undefined ? [] : await listHeldRoles(act.tx, accountId)
  if (account === undefined || roles.length === 0) throw new Refusal('staff_not_found')
  const hasSecondFactor = account.totpConfirmedAt !== null
  refuseIf(whyNotResetSecondFactor(act.actor, { accountId, hasSecondFactor, roles }))
  await deleteTotpSecret(act.tx, accountId)
  await deleteFailures(act.tx, totpSubject(act.vault, accountId))
  await endSessions(act, accountId)
  act.mark({ kind: 'account', id: accountId })
}
