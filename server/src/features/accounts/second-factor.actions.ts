/** Setting up the second factor later: for people who became staff after they had an account. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findAccount, lockAccount, updateTotpSecret } from './accounts.store.ts'
import { forgetActor } from './actor-cache.ts'
import { findHasGrants } from './grants.store.ts'
import { countAttempt, passwordSubject, proveSecondFactor } from './sessions.actions.ts'
import { markSecondFactor } from './sessions.store.ts'
import { idleUntil } from './sign-in.rules.ts'
import { newTotpSecret } from './totp.ts'

export type StartOutcome =
  | { outcome: 'started'; totpSecret: string; displayName: string }
  | { outcome: 'credentials_wrong' | 'sign_in_locked'; retryAfterSeconds?: number }
export type ConfirmOutcome =
  { outcome: 'confirmed' } | { outcome: 'second_factor_wrong' | 'sign_in_locked'; retryAfterSeconds?: number }

/** Asks for the password again: a browser left open must not be enough to take over a role. */
export async function startSecondFactor(
  act: Act,
  input: { isPasswordRight: boolean },
): Promise<StartOutcome> {
  const accountId = accountOf(act.actor)
  const refused = await countAttempt(act, passwordSubject(act.vault, accountId), input.isPasswordRight)
  if (refused === 'wrong') return { outcome: 'credentials_wrong' }
  if (refused !== null) return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  const account = await lockAccount(act.tx, accountId)
  if (account === undefined) throw new Refusal('signed_out')
  if (account.totpConfirmedAt !== null) throw new Refusal('second_factor_set')
  const totpSecret = newTotpSecret()
  await updateTotpSecret(act.tx, accountId, act.vault.seal('totp', totpSecret))
  act.mark({ kind: 'account', id: accountId })
  return { outcome: 'started', totpSecret, displayName: account.displayName }
}

/** The first right code puts the factor in force; any right code lets this session's grants count. */
export async function confirmSecondFactor(act: Act, input: { totp: string }): Promise<ConfirmOutcome> {
  const { sessionId } = act.actor
  const accountId = accountOf(act.actor)
  const account = await findAccount(act.tx, accountId)
  if (account === undefined || sessionId === null) throw new Refusal('signed_out')
  if (account.totpSecretEnc === null) throw new Refusal('second_factor_not_started')
  const refused = await proveSecondFactor(act, account, input.totp)
  if (refused === 'wrong') return { outcome: 'second_factor_wrong' }
  if (refused !== null) return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  const expiresAt = idleUntil(act.now, await findHasGrants(act.tx, accountId))
  await markSecondFactor(act.tx, { accountId, sessionId, expiresAt }, act.now)
  forgetActor(accountId)
  act.mark({ kind: 'session', id: sessionId })
  return { outcome: 'confirmed' }
}
