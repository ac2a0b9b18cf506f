/** Passwords and second factors that change: done in accounts, told to the person here. */
import type { Act } from '../../act.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import {
  clearSecondFactor,
  replaceForgottenPassword,
  replacePassword,
  type ChangeOutcome,
  type ForgottenPassword,
  type NewPassword,
  type ResetOutcome,
} from '../accounts/index.ts'
import { notify } from './notices.store.ts'
import { sendSms } from './outbox.store.ts'

/** Whoever did not change it themselves takes it back there. */
const FORGOT = '/forgot'

export async function changePassword(
  act: Act,
  input: { isPasswordRight: boolean; password: NewPassword },
): Promise<ChangeOutcome> {
  const done = await replacePassword(act, input)
  if (done.outcome === 'changed')
    await notify(act.tx, [{ accountId: done.accountId, kind: 'password_changed', link: FORGOT }], act.now)
  return done
}

/** Also to the phone, since whoever holds the sessions now is perhaps not the person. */
export async function resetPassword(act: Act, input: ForgottenPassword): Promise<ResetOutcome> {
  const done = await replaceForgottenPassword(act, input)
  if (done.outcome !== 'changed') return done
  await notify(act.tx, [{ accountId: done.accountId, kind: 'password_changed', link: FORGOT }], act.now)
  await sendSms(act.tx, act.vault, { phone: input.phone, template: 'password_reset', params: {} }, act.now)
  return done
}

export async function resetSecondFactor(
  act: Act,
  input: { accountId: AccountId | undefined },
): Promise<void> {
  const { accountId } = input
  if (accountId === undefined) throw new Refusal('staff_not_found')
  await clearSecondFactor(act, accountId)
  const facts = { by: act.actor.label }
  await notify(act.tx, [{ accountId, kind: 'second_factor_reset', facts, link: '/second-factor' }], act.now)
}
