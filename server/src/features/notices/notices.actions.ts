import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { NoticeId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import {
  CODE_SECONDS,
  findAccountIdByKey,
  issuePhoneCode,
  normalizePhone,
  RESEND_SECONDS,
  whyNotPhone,
  type NewPhoneCode,
} from '../accounts/index.ts'
import { nextAttemptAt } from './notices.rules.ts'
import { markRead } from './notices.store.ts'
import { markFailed, markSent, sendSms, type DueMessage } from './outbox.store.ts'

/**
 * Sends a code, at once valid in place of the last. To sign in or to reset a password, an unknown phone gets none, yet everything
 * else is done for it as for a known one, so that neither answer nor time tells who is registered.
 */
export async function sendPhoneCode(
  act: Act,
  input: NewPhoneCode,
): Promise<{ expiresInSeconds: number; resendAfterSeconds: number }> {
  const { tx, vault, now } = act
  const phone = normalizePhone(input.phone)
  refuseIf(whyNotPhone(phone))
  const { code, expiresAt } = await issuePhoneCode(tx, vault, { ...input, phone }, now)
  const known = await findAccountIdByKey(tx, vault, { kind: 'phone', value: phone })
  const isForHolders = input.purpose === 'sign_in' || input.purpose === 'reset_password'
  const isWanted = !isForHolders || known !== undefined
  const template = `phone_code_${input.purpose}` as const
  await sendSms(tx, vault, { phone, template, params: { code }, expiresAt, isWanted }, now)
  return { expiresInSeconds: CODE_SECONDS, resendAfterSeconds: RESEND_SECONDS }
}

export async function markNoticesRead(act: Act, input: { noticeIds?: readonly NoticeId[] }): Promise<void> {
  await markRead(act.tx, accountOf(act.actor), input.noticeIds ?? null, act.now)
}

export interface Delivery {
  message: DueMessage
  /** Null when it was taken. */
  failure: string | null
}

/** Writes down how the attempts went that were made before this transaction. */
export async function sendMessages(
  act: Act,
  { deliveries, keepsBodies }: { deliveries: readonly Delivery[]; keepsBodies: boolean },
): Promise<void> {
  for (const { message, failure } of deliveries) {
    act.mark({ kind: 'message', id: message.messageId, facts: { failure } })
    if (failure === null) await markSent(act.tx, message.messageId, keepsBodies, act.now)
    else {
      const next = nextAttemptAt({ attempts: message.attempts + 1, expiresAt: message.expiresAt }, act.now)
      await markFailed(act.tx, message.messageId, { failure, nextAttemptAt: next }, act.now)
    }
  }
}
