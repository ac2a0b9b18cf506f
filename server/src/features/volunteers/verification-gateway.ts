/**
 * The port through which a name and a number are checked together, and its HTTP adapter.
 * docs/verification-gateway.md says what an operator's gateway is asked. Nothing of it is logged.
 */
import type { Config } from '../../config.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import type { GatewayAnswer } from './verification.rules.ts'

export interface IdentityClaim {
  name: string
  idKind: DocumentKind
  idNumber: string
}
export interface VerificationGateway {
  /** Never throws: whatever is no clear answer is `unavailable`. */
  verify(claim: IdentityClaim): Promise<GatewayAnswer>
}

const TIMEOUT_MS = 5_000

/** The answer's body is read as unknown; only the two words of the contract count. */
function answerOf(body: unknown): GatewayAnswer {
  const result = typeof body === 'object' && body !== null && 'result' in body ? body.result : undefined
  return result === 'match' || result === 'mismatch' ? result : 'unavailable'
}

function httpGateway(url: string, token: string | null): VerificationGateway {
  const headers = {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  }
  return {
    async verify({ name, idKind, idNumber }) {
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers,
          body: JSON.stringify({ name, idKind, idNumber }),
          redirect: 'error',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        if (answer.ok) return answerOf(await answer.json())
        await answer.body?.cancel()
        return 'unavailable'
      } catch {
        return 'unavailable'
      }
    },
  }
}

/** Null without a gateway: then people review people. */
export function verificationGateway(
  config: Pick<Config, 'gatewayUrl' | 'gatewayToken'>,
): VerificationGateway | null {
  return config.gatewayUrl === null ? null : httpGateway(config.gatewayUrl, config.gatewayToken)
}
