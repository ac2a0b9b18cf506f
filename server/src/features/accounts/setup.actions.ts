/** One-time links: the first administrator, and staff who were invited. */
import type { Act } from '../../act.ts'
import type { Tx } from '../../db/handles.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import {
  findAccountIdByKey,
  insertAccount,
  insertSignInKey,
  markTotpStep,
  updateDisplayName,
  updatePassword,
  updateTotpSecret,
} from './accounts.store.ts'
import { forgetActor } from './actor-cache.ts'
import { insertGrant } from './grants.store.ts'
import { normalizePhone, whyNotPhone } from './phones.rules.ts'
import { countAttempt, openSession, passwordSubject } from './sessions.actions.ts'
import {
  findAdminWithoutPassword,
  insertSetupLink,
  lockSetupLink,
  markSetupLinkUsed,
  updateSetupLink,
  type SetupLink,
} from './setup.store.ts'
import { setupLinkUntil } from './sign-in.rules.ts'
import { newToken, tokenHash } from './tokens.ts'
import { newTotpSecret, totpStep } from './totp.ts'

/** Makes a link and answers its path; older links of the account end. */
export async function createSetupLink(tx: Tx, accountId: AccountId, now: Date): Promise<string> {
  const token = newToken()
  await insertSetupLink(tx, { tokenHash: tokenHash(token), accountId, expiresAt: setupLinkUntil(now) }, now)
  return `/setup/${token}`
}

/** A link for an administrator of the platform: the one whose setup was never finished, else another. */
export async function createAdminLink(act: Act, _input: null): Promise<string> {
  const { tx, now } = act
  let accountId = await findAdminWithoutPassword(tx)
  if (accountId === undefined) {
    accountId = uuidv7<AccountId>(now)
    await insertAccount(tx, { accountId, displayName: '', passwordHash: null }, now)
    const nowhere = { bodyName: '', regionPath: null, teamId: null, teamPath: null, grantedBy: null }
    await insertGrant(tx, { ...nowhere, accountId, role: 'platform_admin' }, now)
  }
  act.mark({ kind: 'account', id: accountId })
  return createSetupLink(tx, accountId, now)
}

async function lockLink(act: Act, token: string): Promise<SetupLink> {
  const link = await lockSetupLink(act.tx, tokenHash(token), act.now)
  if (link === undefined) throw new Refusal('setup_link_unusable')
  act.mark({ kind: 'account', id: link.accountId })
  return link
}

export interface CompleteSetup {
  token: string
  displayName: string
  /** For an account that has no key to sign in with. */
  phone: string | null
  /** For an account without a password. */
  newPasswordHash: string | null
  /** For an account that has one already: whether this was it. */
  isPasswordRight: boolean
}
export type CompleteOutcome =
  | { outcome: 'completed'; totpSecret: string }
  | { outcome: 'credentials_wrong' | 'sign_in_locked'; retryAfterSeconds?: number }

/** Nothing of the account changes yet: name, password and secret wait in the link for confirmSetup. */
export async function completeSetup(act: Act, input: CompleteSetup): Promise<CompleteOutcome> {
  const link = await lockLink(act, input.token)
  if (link.passwordHash !== null) {
    // Whoever made the link could have kept it; it must not open the account of somebody else.
    const refused = await countAttempt(act, passwordSubject(act.vault, link.accountId), input.isPasswordRight)
    if (refused === 'wrong') return { outcome: 'credentials_wrong' }
    if (refused !== null) return { outcome: 'sign_in_locked', retryAfterSeconds: refused }
  } else if (input.newPasswordHash === null) throw new Refusal('setup_link_unusable')
  const phone = await newPhone(act, link, input.phone)
  const totpSecret = newTotpSecret()
  await updateSetupLink(act.tx, link.tokenHash, {
    pendingDisplayName: input.displayName,
    pendingPhoneEnc: phone === null ? null : act.vault.seal('setup', phone),
    pendingPasswordHash: link.passwordHash === null ? input.newPasswordHash : null,
    pendingTotpSecretEnc: act.vault.seal('totp', totpSecret),
  })
  return { outcome: 'completed', totpSecret }
}

async function newPhone({ tx, vault }: Act, link: SetupLink, typed: string | null): Promise<string | null> {
  if (link.hasKey) return null
  if (typed === null) throw new Refusal('phone_missing')
  const phone = normalizePhone(typed)
  refuseIf(whyNotPhone(phone))
  if ((await findAccountIdByKey(tx, vault, { kind: 'phone', value: phone })) !== undefined)
    throw new Refusal('phone_already_registered')
  return phone
}

export interface ConfirmSetup {
  token: string
  totp: string
  userAgent: string | undefined
}

/** The first code proves the second factor; with it everything takes effect and the person is signed in. */
export async function confirmSetup(
  act: Act,
  input: ConfirmSetup,
): Promise<{ token: string; displayName: string }> {
  const { tx, vault, now } = act
  const link = await lockLink(act, input.token)
  const { accountId, pendingTotpSecretEnc, pendingPasswordHash } = link
  if (pendingTotpSecretEnc === null) throw new Refusal('setup_link_unusable')
  const step = totpStep(vault.open('totp', pendingTotpSecretEnc), input.totp, now)
  if (step === null) throw new Refusal('second_factor_wrong')
  const displayName = link.pendingDisplayName ?? link.displayName
  await updateDisplayName(tx, accountId, displayName)
  if (link.pendingPhoneEnc !== null) {
    const value = vault.open('setup', link.pendingPhoneEnc)
    if (!(await insertSignInKey(tx, vault, { kind: 'phone', value, accountId })))
      throw new Refusal('phone_already_registered')
  }
  if (pendingPasswordHash !== null) await updatePassword(tx, accountId, pendingPasswordHash)
  await updateTotpSecret(tx, accountId, pendingTotpSecretEnc)
  await markTotpStep(tx, { accountId, totpSecretEnc: pendingTotpSecretEnc }, step, now)
  await markSetupLinkUsed(tx, link.tokenHash, now)
  forgetActor(accountId)
  return {
    token: await openSession(tx, { accountId, userAgent: input.userAgent, secondFactor: true }, now),
    displayName,
  }
}
