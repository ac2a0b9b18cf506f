/** Proofs on the wire: for the holder with the secret, for everybody else only what the secret opens. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import type { ReversingReason } from '../hours/index.ts'
import { verifyPath, type IssuingReason } from './certificates.rules.ts'
import type { IssuedProof } from './certificates.actions.ts'
import type { ProofItem } from './certificates.store.ts'
import type { CheckedProof } from './verifying.ts'

export const EntryParams = Type.Object({ volunteerId: Uuid, hourEntryId: Uuid })
export const ReverseBody = Type.Object({ cause: Type.String({ maxLength: 200 }) })
export const ReversedShape = Type.Object({ reversalId: Uuid, supersededProofs: Type.Integer() })

export const IssueBody = Type.Object({ from: Day, to: Day })
export const IssuedShape = Type.Object({
  proofId: Uuid,
  proofNumber: Type.String(),
  secret: Type.String(),
  verifyPath: Type.String(),
  totalMinutes: Type.Integer(),
})
export const showIssued = (proof: IssuedProof): Static<typeof IssuedShape> => ({
  ...proof,
  verifyPath: verifyPath(proof.proofNumber, proof.secret),
})

const ProofStatus = OneOf(['issued', 'superseded', 'revoked'])
const ProofShape = Type.Object({
  proofId: Uuid,
  proofNumber: Type.String(),
  secret: Type.String(),
  status: ProofStatus,
  periodFrom: Day,
  periodTo: Day,
  totalMinutes: Type.Integer(),
  issuedAt: Instant,
  supersededAt: Nullable(Instant),
  pdfPath: Type.String(),
  verifyPath: Type.String(),
})
export const ProofsQuery = PageQuery
export const ProofPage = PageOf(ProofShape)
export function showProof(proof: ProofItem, secret: string): Static<typeof ProofShape> {
  const { secretEnc: _, issuedAt, supersededAt, ...rest } = proof
  return {
    ...rest,
    secret,
    issuedAt: issuedAt.toISOString(),
    supersededAt: supersededAt?.toISOString() ?? null,
    pdfPath: `/api/v1/me/proofs/${proof.proofId}/pdf`,
    verifyPath: verifyPath(proof.proofNumber, secret),
  }
}

export const ProofParams = Type.Object({ proofId: Uuid })
export const NumberParams = Type.Object({ proofNumber: Type.String({ maxLength: 40 }) })
export const VerifyQuery = Type.Object({ secret: Type.Optional(Type.String({ maxLength: 64 })) })
const GradeMinutesShape = Type.Object({
  A: Type.Integer(),
  B: Type.Integer(),
  C: Type.Integer(),
  D: Type.Integer(),
  E: Type.Integer(),
})
export const VerifiedShape = Type.Object({
  outcome: OneOf(['valid', 'superseded', 'revoked', 'unknown']),
  proofNumber: Type.String(),
  holder: Nullable(Type.String()),
  totalMinutes: Nullable(Type.Integer()),
  periodFrom: Nullable(Day),
  periodTo: Nullable(Day),
  unitName: Nullable(Type.String()),
  issuedAt: Nullable(Instant),
  lineCount: Nullable(Type.Integer()),
  grades: Nullable(GradeMinutesShape),
  signatureValid: Nullable(Type.Boolean()),
  supersededAt: Nullable(Instant),
  cause: Nullable(Type.String()),
  newer: Nullable(Type.Object({ totalMinutes: Nullable(Type.Integer()), issuedAt: Instant })),
})
const UNKNOWN = {
  ...{ holder: null, totalMinutes: null, periodFrom: null, periodTo: null, unitName: null, issuedAt: null },
  ...{ lineCount: null, grades: null, signatureValid: null, supersededAt: null, cause: null, newer: null },
}
export function showVerified(proofNumber: string, proof: CheckedProof | null): Static<typeof VerifiedShape> {
  if (proof === null) return { outcome: 'unknown', proofNumber, ...UNKNOWN }
  const { issuedAt, supersededAt, newer } = proof
  return {
    ...proof,
    proofNumber,
    issuedAt: issuedAt.toISOString(),
    supersededAt: supersededAt?.toISOString() ?? null,
    newer: newer === null ? null : { ...newer, issuedAt: newer.issuedAt.toISOString() },
  }
}

export const ProofKeyShape = Type.Object({
  signingKeyId: Type.String(),
  algorithm: OneOf(['Ed25519']),
  publicKey: Type.String({ description: '32 bytes in base64url' }),
})

export const issueRefuses = {
  period_reversed: 422,
  no_team: 409,
  no_effective_hours: 409,
} satisfies Refuses<IssuingReason>
export const proofRefuses = { proof_not_found: 404 } satisfies Refuses<'proof_not_found'>
export const reverseRefuses = {
  entry_not_found: 404,
  not_your_team: 403,
  own_hours: 403,
  already_reversed: 409,
  is_reversal: 409,
  cause_missing: 422,
} satisfies Refuses<ReversingReason | 'entry_not_found' | 'cause_missing'>
