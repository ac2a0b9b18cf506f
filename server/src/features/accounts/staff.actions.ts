/** Giving and taking the roles of authorities. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findRegion } from '../catalog/index.ts'
import { findAccount, findAccountIdByKey, insertAccount, insertSignInKey } from './accounts.store.ts'
import { insertGrant, lockStaffGrant, markGrantEnded } from './grants.store.ts'
import { normalizePhone, whyNotPhone } from './phones.rules.ts'
import { createSetupLink } from './setup.actions.ts'
import { whyNotEndGrant, whyNotGiveRole, whyNotGrantStaff, type AuthorityRole } from './staff.rules.ts'

export interface GrantStaff {
  displayName: string
  phone: string
  role: AuthorityRole
  regionCode?: string
  bodyName: string
}

/** Adds the grant to the account of the phone, making one if need be; the path is for whoever has no second factor yet. */
export async function grantStaff(
  act: Act,
  input: GrantStaff,
): Promise<{ accountId: AccountId; setupPath: string | null }> {
  const { tx, actor, now } = act
  const phone = normalizePhone(input.phone)
  refuseIf(whyNotPhone(phone))
  refuseIf(whyNotGiveRole(actor, input.role))
  const regionPath = input.role === 'platform_admin' ? null : await pathOf(act, input.regionCode)
  refuseIf(whyNotGrantStaff(actor, input.role, regionPath))
  const accountId = await accountOfPhone(act, phone, input.displayName)
  const grant = {
    accountId,
    role: input.role,
    bodyName: input.bodyName,
    regionPath,
    teamId: null,
    teamPath: null,
  }
  const grantId = await insertGrant(tx, { ...grant, grantedBy: accountOf(actor) }, now)
  if (grantId === null) throw new Refusal('already_granted')
  act.mark({ kind: 'account', id: accountId, facts: { role: input.role, regionPath } })
  const account = await findAccount(tx, accountId)
  const isSetUp = account !== undefined && account.totpConfirmedAt !== null
  return { accountId, setupPath: isSetUp ? null : await createSetupLink(tx, accountId, now) }
}

async function pathOf({ tx }: Act, regionCode: string | undefined): Promise<string> {
  const region = regionCode === undefined ? undefined : await findRegion(tx, regionCode)
  if (region === undefined) throw new Refusal('region_not_found')
  return region.path
}

async function accountOfPhone(
  { tx, vault, now }: Act,
  phone: string,
  displayName: string,
): Promise<AccountId> {
  const key = { kind: 'phone', value: phone } as const
  const accountId = uuidv7<AccountId>(now)
  if (await insertSignInKey(tx, vault, { ...key, accountId })) {
    await insertAccount(tx, { accountId, displayName, passwordHash: null }, now)
    return accountId
  }
  const known = await findAccountIdByKey(tx, vault, key)
  if (known === undefined) throw new Error('a phone is the key of an account that is closed')
  return known
}

export async function endGrant(
  act: Act,
  { accountId, grantId }: { accountId: AccountId; grantId: string },
): Promise<void> {
  const grant = await lockStaffGrant(act.tx, accountId, grantId)
  if (grant === undefined) throw new Refusal('grant_not_found')
  refuseIf(whyNotEndGrant(act.actor, grant))
  await markGrantEnded(act.tx, accountId, grantId, act.now)
  act.mark({ kind: 'account', id: accountId, facts: { role: grant.role, regionPath: grant.regionPath } })
}
