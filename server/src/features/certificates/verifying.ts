/** The public check of a proof. A wrong secret and a number that nobody has are answered alike, after the same work. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Reader } from '../../db/handles.ts'
import { maskName } from '../../kernel/masking.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import type { Vault } from '../../vault.ts'
import {
  canonicalText,
  minutesByGrade,
  normalizeSecret,
  type GradeMinutes,
  type ProofContent,
} from './certificates.rules.ts'
import { findNewerProof, findProofByNumber, type SignedProof } from './certificates.store.ts'
import { openSecret, sealSecret } from './secrets.ts'
import { proofSigner, type ProofSigner } from './signing.ts'

export interface CheckedProof {
  outcome: 'valid' | 'superseded' | 'revoked'
  /** Masked: the full name can be compared with the paper, not learnt here. */
  holder: string
  totalMinutes: number
  periodFrom: string
  periodTo: string
  unitName: string
  issuedAt: Date
  lineCount: number
  grades: GradeMinutes
  signatureValid: boolean
  supersededAt: Date | null
  cause: string | null
  newer: { totalMinutes: number | null; issuedAt: Date } | null
}

const OUTCOMES = { issued: 'valid', superseded: 'superseded', revoked: 'revoked' } as const
const DECOY_LINES = 20

type Checkable = Pick<SignedProof, 'secretEnc' | 'contentText' | 'signature'>

export interface Verifier {
  verify(reader: Reader, proofNumber: string, secret: string): Promise<CheckedProof | null>
}

export function proofVerifier(vault: Vault): Verifier {
  const signer = proofSigner(vault)
  const decoy = decoyOf(vault, signer)
  return {
    async verify(reader, proofNumber, secret) {
      const proof = await findProofByNumber(reader, normalizeNumber(proofNumber))
      const checkable: Checkable = proof ?? decoy
      const opened = isSame(openSecret(vault, checkable.secretEnc), normalizeSecret(secret))
      const content = JSON.parse(checkable.contentText) as ProofContent
      const signatureValid = signer.verify(checkable.contentText, checkable.signature)
      const newer = await findNewerProof(reader, proof ?? NOBODYS)
      return proof === undefined || !opened ? null : shown(proof, content, signatureValid, newer)
    },
  }
}

/** Hashed first, so that neither length nor place of a difference shows in the time. */
function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}

const NOBODYS = {
  volunteerId: '00000000-0000-7000-8000-000000000000',
  proofId: '00000000-0000-7000-8000-000000000000',
} as Pick<SignedProof, 'volunteerId' | 'proofId'>

/** A proof of nobody, of the size of a usual one. */
function decoyOf(vault: Vault, signer: ProofSigner): Checkable {
  const contentText = canonicalText({ lines: Array.from({ length: DECOY_LINES }, () => 'x'.repeat(250)) })
  return { secretEnc: sealSecret(vault, '0'.repeat(16)), contentText, signature: signer.sign(contentText) }
}

function shown(
  proof: SignedProof,
  content: ProofContent,
  signatureValid: boolean,
  newer: { totalMinutes: number; issuedAt: Date } | undefined,
): CheckedProof {
  const { status, holderName, totalMinutes, periodFrom, periodTo, unitName, issuedAt, supersededAt } = proof
  return {
    outcome: OUTCOMES[status],
    holder: maskName(holderName),
    ...{ totalMinutes, periodFrom, periodTo, unitName, issuedAt, signatureValid, supersededAt },
    lineCount: content.lines.length,
    grades: minutesByGrade(content.lines),
    cause: proof.supersededCause,
    // E8. That there is a newer one is told; what it holds only if the holder allows.
    newer:
      status === 'superseded' && newer !== undefined
        ? { totalMinutes: proof.showNewer ? newer.totalMinutes : null, issuedAt: newer.issuedAt }
        : null,
  }
}
