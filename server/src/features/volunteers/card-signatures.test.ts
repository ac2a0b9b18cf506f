import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, test } from 'vitest'
import type { CardKeyId } from '../../kernel/ids.ts'
import { signedText } from './card-code.ts'
import { packChecks, verifyCardSignatures, verifyPacked, type SignatureCheck } from './card-signatures.ts'

function checkOf(step: number): SignatureCheck {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const signingKey = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  const cardKeyId = `0198abcd-0000-7000-8000-${String(step).padStart(12, '0')}` as CardKeyId
  const signature = sign('sha256', signedText(cardKeyId, step), {
    key: privateKey,
    dsaEncoding: 'ieee-p1363',
  })
  return { signingKey, code: { cardKeyId, step, signature } }
}

/** Of every three the second carries another step, the third a key of another length. */
function crowd(count: number): { checks: SignatureCheck[]; expected: boolean[] } {
  const checks = Array.from({ length: count }, (_, i) => checkOf(59_812_345 + i)).map(
    ({ signingKey, code }, i) => ({
      signingKey: i % 3 === 2 ? signingKey.subarray(0, 64) : signingKey,
      code: i % 3 === 1 ? { ...code, step: code.step + 1 } : code,
    }),
  )
  return { checks, expected: checks.map((_, i) => i % 3 === 0) }
}

test('a few are checked here, a crowd on its thread, and both are told apart one by one', async () => {
  for (const count of [0, 1, 5, 40]) {
    const { checks, expected } = crowd(count)
    expect(await verifyCardSignatures(checks)).toEqual(expected)
  }
})

test('crowds that come together each get their own answer', async () => {
  const crowds = [crowd(30), crowd(33), crowd(45)]
  const answers = await Promise.all(crowds.map(({ checks }) => verifyCardSignatures(checks)))
  expect(answers).toEqual(crowds.map(({ expected }) => expected))
})

test('what is packed is what is checked', () => {
  const { checks, expected } = crowd(6)
  expect([...verifyPacked(packChecks(checks))].map(Boolean)).toEqual(expected)
})
