/**
 * The port through which messages leave, and its two adapters. docs/sms.md says what an operator's
 * gateway is sent.
 */
import type { Config } from '../../config.ts'
import type { DueMessage } from './outbox.store.ts'

export interface SmsPort {
  /** True where messages stay readable for the operator, who passes them on. */
  keepsBodies: boolean
  /** Null when the message was taken, else in a word why not. Never throws. */
  send(message: DueMessage): Promise<string | null>
}

const TIMEOUT_MS = 5_000

/** Without a gateway: the message is for the operator's outbox page, where it already stands. */
const localOutbox: SmsPort = { keepsBodies: true, send: async () => null }

function httpGateway(url: string, token: string | null): SmsPort {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  return {
    keepsBodies: false,
    async send({ messageId, phone, body }) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': messageId },
          body: JSON.stringify({ messageId, to: `+86${phone}`, ...body }),
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        await answer.body?.cancel()
        return answer.ok ? null : `status_${answer.status}`
      } catch (error) {
        return error instanceof Error && error.name === 'TimeoutError' ? 'timed_out' : 'unreachable'
      }
    },
  }
}

export function smsPort(config: Pick<Config, 'smsUrl' | 'smsToken'>): SmsPort {
  return config.smsUrl === null ? localOutbox : httpGateway(config.smsUrl, config.smsToken)
}
