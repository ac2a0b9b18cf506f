/**
 * Many signatures at once. A check takes a tenth of a millisecond, which a crowd at the doors would make the whole
 * program wait for; so a crowd's are checked on a thread of their own, packed into one piece of memory.
 */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  KEY_ID_BYTES,
  POINT_BYTES,
  SIGNATURE_BYTES,
  verifyCardSignature,
  type CardCode,
} from './card-code.ts'

export interface SignatureCheck {
  signingKey: Buffer
  code: CardCode
}

/** Fewer are done where they are; a thread is not started for them. */
const CROWD = 24
const STEP_BYTES = 4
const CHECK_BYTES = POINT_BYTES + SIGNATURE_BYTES + KEY_ID_BYTES + STEP_BYTES

export function packChecks(checks: readonly SignatureCheck[]): Buffer<ArrayBuffer> {
  const packed = Buffer.from(new ArrayBuffer(checks.length * CHECK_BYTES))
  checks.forEach(({ signingKey, code }, i) => {
    let at = i * CHECK_BYTES
    // A key of another length leaves zeros, which are no point of the curve.
    if (signingKey.length === POINT_BYTES) signingKey.copy(packed, at)
    code.signature.copy(packed, (at += POINT_BYTES))
    packed.write(code.cardKeyId.replaceAll('-', ''), (at += SIGNATURE_BYTES), 'hex')
    packed.writeUInt32BE(code.step, at + KEY_ID_BYTES)
  })
  return packed
}

/** One byte for each check: 1 where the signature holds. */
export function verifyPacked(packed: Buffer): Uint8Array<ArrayBuffer> {
  const verdicts = new Uint8Array(packed.length / CHECK_BYTES)
  verdicts.forEach((_, i) => {
    const at = i * CHECK_BYTES
    const signatureAt = at + POINT_BYTES
    const idAt = signatureAt + SIGNATURE_BYTES
    const hex = packed.toString('hex', idAt, idAt + KEY_ID_BYTES)
    const cardKeyId = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-')
    const code = {
      cardKeyId: cardKeyId as CardCode['cardKeyId'],
      step: packed.readUInt32BE(idAt + KEY_ID_BYTES),
      signature: packed.subarray(signatureAt, idAt),
    }
    verdicts[i] = verifyCardSignature(packed.subarray(at, signatureAt), code) ? 1 : 0
  })
  return verdicts
}

let thread: Worker | null = null
/** One crowd after the other, so that each answer belongs to the question before it. */
let queue: Promise<unknown> = Promise.resolve()

async function askThread(packed: Buffer<ArrayBuffer>): Promise<Uint8Array> {
  thread ??= new Worker(new URL('./card-signatures.worker.ts', import.meta.url))
  // The program may end while the thread waits for work, and does not while it has some.
  thread.ref()
  thread.postMessage(packed.buffer, [packed.buffer])
  try {
    const [verdicts] = (await once(thread, 'message')) as [Uint8Array]
    thread.unref()
    return verdicts
  } catch (error) {
    thread = null
    throw error
  }
}

export async function verifyCardSignatures(checks: readonly SignatureCheck[]): Promise<boolean[]> {
  if (checks.length < CROWD)
    return checks.map(({ signingKey, code }) => verifyCardSignature(signingKey, code))
  const answer = queue.then(() => askThread(packChecks(checks)))
  queue = answer.catch(() => undefined)
  return Array.from(await answer, (verdict) => verdict === 1)
}
