/** Signing in and out. What must outlive a "no" (failures counted) is answered, not thrown. */
import type { Act } from '../../act.ts'
import type { Tx } from '../../db/handles.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, SessionId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import {
  deleteFailures,
  findAccount,
  lockFailures,
  markTotpStep,
  updateFailures,
  type Account,
} from './accounts.store.ts'
import { forgetActor } from './actor-cache.ts'
import { findHasGrants } from './grants.store.ts'
import { checkPhoneCode, usePhoneCode } from './phone-codes.actions.ts'
import { insertSession, markSessionEnded } from './sessions.store.ts'
import {
  deviceLabelOf,
  failuresAfter,
  idleUntil,
  lockedSeconds,
  needsSecondFactor,
  type SignInReason,
} from './sign-in.rules.ts'
import { newToken, tokenHash } from './tokens.ts'
import { totpStep } from './totp.ts'

export interface NewSessionFor {
  accountId: AccountId
  userAgent: string | undefined
  secondFactor?: boolean
}

/** Opens a session and answers its token, which exists nowhere else. */
export async function openSession(tx: Tx, session: NewSessionFor, now: Date): Promise<string> {
  const token = newToken()
  const hasGrants = await findHasGrants(tx, session.accountId)
  await insertSession(
    tx,
    {
      tokenHash: tokenHash(token),
      sessionId: uuidv7(now),
      accountId: session.accountId,
      deviceLabel: deviceLabelOf(session.userAgent),
      secondFactorAt: session.secondFactor === true ? now : null,
      expiresAt: idleUntil(now, hasGrants),
    },
    now,
  )
  return token
}

/** Counters of failures: one for passwords and one for second factors. A login nobody has counts the same way. */
export const passwordSubject = (vault: Vault, who: string): Buffer => vault.blind('failures:password', who)
export const totpSubject = (vault: Vault, who: string): Buffer => vault.blind('failures:totp', who)

export interface SignIn {
  accountId: AccountId | undefined
  /** By password: whether it was right, found out before the transaction, and whose failures to count. */
  password: { isRight: boolean; subject: Buffer } | null
  phoneCode: { phone: string; code: string } | null
  totp: string | undefined
  isDemo: boolean
  userAgent: string | undefined
}
export type SignInOutcome =
  | { outcome: 'signed_in'; token: string; displayName: string }
  | { outcome: SignInReason; retryAfterSeconds?: number }

export async function signIn(act: Act, input: SignIn): Promise<SignInOutcome> {
  const { tx, vault, now } = act
  const outcome = await prove(act, input)
  if (input.accountId !== undefined)
    act.mark({
      kind: 'account',
      id: input.accountId,
      facts: { outcome: 'outcome' in outcome ? outcome.outcome : 'signed_in' },
    })
  if ('outcome' in outcome) return outcome
  const { account, secondFactor } = outcome
  if (input.phoneCode !== null) await usePhoneCode(tx, vault, input.phoneCode.phone, 'sign_in')
  const { actor } = act
  if (actor.accountId !== null && actor.sessionId !== null)
    await endOne(act, actor.accountId, actor.sessionId)
  const token = await openSession(
    tx,
    { accountId: account.accountId, userAgent: input.userAgent, secondFactor },
    now,
  )
  return { outcome: 'signed_in', token, displayName: account.displayName }
}

type Proof = { account: Account; secondFactor: boolean } | Exclude<SignInOutcome, { outcome: 'signed_in' }>

async function prove(act: Act, input: SignIn): Promise<Proof> {
  const { tx, vault, now } = act
  const { accountId, password, phoneCode } = input
  if (password !== null) {
    const refused = await countAttempt(act, password.subject, password.isRight)
    if (refused === 'wrong') return { outcome: 'credentials_wrong' }
    if (refused !== null) return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  }
  if (
    phoneCode !== null &&
    (await checkPhoneCode(tx, vault, { ...phoneCode, purpose: 'sign_in' }, now)) !== null
  )
    return { outcome: 'credentials_wrong' }
  const account = accountId === undefined ? undefined : await findAccount(tx, accountId)
  if (account === undefined) return { outcome: 'credentials_wrong' }
  const hasGrants = await findHasGrants(tx, account.accountId)
  const isSetUp = account.totpConfirmedAt !== null
  if (!needsSecondFactor({ hasGrants, isSetUp, isDemo: input.isDemo }))
    return { account, secondFactor: false }
  if (input.totp === undefined) return { outcome: 'second_factor_needed' }
  const refused = await proveSecondFactor(act, account, input.totp)
  if (refused === null) return { account, secondFactor: true }
  return refused === 'wrong'
    ? { outcome: 'second_factor_wrong' }
    : { outcome: 'sign_in_locked', retryAfterSeconds: refused }
}

/** Null when the code is right and was not used before; counted either way. */
export async function proveSecondFactor(
  act: Act,
  account: Account,
  totp: string,
): Promise<'wrong' | number | null> {
  const { tx, vault, now } = act
  const secret = account.totpSecretEnc === null ? null : vault.open('totp', account.totpSecretEnc)
  const step = secret === null ? null : totpStep(secret, totp, now)
  return countAttempt(
    act,
    totpSubject(vault, account.accountId),
    step !== null,
    async () => step !== null && (await markTotpStep(tx, account, step, now)),
  )
}

/**
 * While locked, even the right answer is not heard: the seconds to wait. Otherwise a wrong one is counted
 * and a right one wipes the count. `confirm` is asked under the lock whether a right one holds.
 */
export async function countAttempt(
  { tx, now }: Act,
  subject: Buffer,
  isRight: boolean,
  confirm: () => Promise<boolean> = async () => true,
): Promise<'wrong' | number | null> {
  const failures = await lockFailures(tx, subject, now)
  const seconds = lockedSeconds(failures, now)
  if (seconds > 0) return seconds
  if (isRight && (await confirm())) {
    await deleteFailures(tx, subject)
    return null
  }
  await updateFailures(tx, subject, failuresAfter(failures, now))
  return 'wrong'
}

async function endOne(act: Act, accountId: AccountId, sessionId: SessionId): Promise<boolean> {
  const ended = await markSessionEnded(act.tx, accountId, sessionId, act.now)
  if (ended) {
    forgetActor(accountId)
    act.mark({ kind: 'session', id: sessionId })
  }
  return ended
}

/** Signing out twice is as good as once. */
export async function signOut(act: Act, _input: null): Promise<void> {
  const { sessionId } = act.actor
  if (sessionId !== null) await endOne(act, accountOf(act.actor), sessionId)
}

export async function endSession(act: Act, sessionId: SessionId): Promise<void> {
  if (!(await endOne(act, accountOf(act.actor), sessionId))) throw new Refusal('session_not_found')
}
