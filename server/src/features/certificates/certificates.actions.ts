/** Proofs issued, and lines of the ledger taken out again with everything that follows from it. */
import { randomBytes } from 'node:crypto'
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { AccountId, HourEntryId, ProofId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { proofNumber as newProofNumber, PROOF_RANDOM_BYTES } from '../../kernel/public-number.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findSite, policiesOf } from '../catalog/index.ts'
import { findLedgerLine, lockPeople, postEntries, whyNotReverseHours } from '../hours/index.ts'
import { notify } from '../notices/index.ts'
import {
  canonicalText,
  SECRET_BYTES,
  secretOf,
  whyNotIssueProof,
  type ProofContent,
} from './certificates.rules.ts'
import { getHolder, insertProof, listProofLines, markSuperseded } from './certificates.store.ts'
import { sealSecret } from './secrets.ts'
import { proofSigner } from './signing.ts'

export interface IssuedProof {
  proofId: ProofId
  proofNumber: string
  secret: string
  totalMinutes: number
}

/** The lines are read and written down under the person's lock, so none can be taken out in between. */
export async function issueProof(act: Act, period: { from: LocalDate; to: LocalDate }): Promise<IssuedProof> {
  const { tx, vault, now } = act
  const volunteerId = volunteerOf(act.actor)
  await lockPeople(tx, [volunteerId])
  const holder = await getHolder(tx, volunteerId)
  const { teamRequired } = await policiesOf(tx, holder.regionPath)
  const lines = await listProofLines(tx, volunteerId, period)
  refuseIf(whyNotIssueProof(period, { hasTeam: holder.unitName !== null, teamRequired, lines }))
  const siteName = (await findSite(tx))?.nameZh ?? ''
  const content: ProofContent = {
    version: 1,
    proofNumber: newProofNumber(dateIn(ZONE, now), randomBytes(PROOF_RANDOM_BYTES)),
    holderName: holder.name,
    volunteerNumber: holder.volunteerNumber,
    registeredOn: dateIn(ZONE, holder.registeredAt),
    periodFrom: period.from,
    periodTo: period.to,
    totalMinutes: lines.reduce((sum, line) => sum + line.minutes, 0),
    unitName: holder.unitName ?? siteName,
    siteName,
    issuedAt: now.toISOString(),
    lines,
  }
  const contentText = canonicalText(content)
  const signer = proofSigner(vault)
  const secret = secretOf(randomBytes(SECRET_BYTES))
  const { proofNumber, holderName, volunteerNumber, periodFrom, periodTo, totalMinutes, unitName } = content
  const proofId = uuidv7<ProofId>(now)
  const written = await insertProof(
    tx,
    {
      ...{
        volunteerId,
        proofId,
        proofNumber,
        holderName,
        volunteerNumber,
        periodFrom,
        periodTo,
        totalMinutes,
        unitName,
      },
      secretEnc: sealSecret(vault, secret),
      contentText,
      signature: signer.sign(contentText),
      signingKeyId: signer.keyId,
      issuedAt: now,
    },
    lines.map((line) => line.hourEntryId),
  )
  if (!written) throw new Error('the number of a proof was taken')
  act.mark({ kind: 'proof', id: proofId, volunteerId })
  return { proofId, proofNumber, secret, totalMinutes }
}

export interface Reversal {
  reversalId: HourEntryId
  supersededProofs: number
}

/** H10, H11. Proofs that contain a line which does not hold any more. The person is locked; answers how many there were. */
export async function supersedeProofs(
  act: Act,
  { accountId, ...entry }: { volunteerId: VolunteerId; accountId: AccountId; hourEntryId: HourEntryId },
  cause: string,
): Promise<number> {
  const proofs = await markSuperseded(act.tx, entry, { at: act.now, cause })
  const notices = proofs.map(({ proofNumber }) => ({
    accountId,
    kind: 'proof_superseded' as const,
    facts: { proofNumber, cause },
    link: '/my/proofs' as const,
  }))
  await notify(act.tx, notices, act.now)
  for (const { proofId } of proofs) act.mark({ kind: 'proof', id: proofId })
  return proofs.length
}

/** H10. One line in, one line out: the minus names its cause, frees the time, and overtakes the proofs. */
export async function reverseHours(
  act: Act,
  input: { volunteerId: VolunteerId; hourEntryId: HourEntryId; cause: string },
): Promise<Reversal> {
  const { tx, now } = act
  const { volunteerId, hourEntryId } = input
  const person = (await lockPeople(tx, [volunteerId])).get(volunteerId)
  const found = await findLedgerLine(tx, volunteerId, hourEntryId)
  if (person === undefined || found === undefined) throw new Refusal('entry_not_found')
  const { line, teamPath, reversedBy } = found
  refuseIf(whyNotReverseHours({ ...line, reversedBy }, teamPath, act.actor))
  const cause = input.cause.trim()
  refuseIf(cause === '' ? 'cause_missing' : null)
  const [reversal] = await postEntries(act, [
    {
      ...line,
      minutes: -line.minutes,
      method: 'reversal',
      enteredBy: accountOf(act.actor),
      approvedBy: null,
      reverses: hourEntryId,
      cause,
      sourceRef: `reversal:${hourEntryId}`,
    },
  ])
  const { accountId } = person
  const { minutes, activityName, unitName } = line
  await notify(
    tx,
    [
      {
        accountId,
        kind: 'hours_reversed',
        facts: { minutes, activityName, unitName, cause },
        link: '/my/hours' as const,
      },
    ],
    now,
  )
  act.mark({ kind: 'hour_entry', id: hourEntryId, volunteerId, facts: { reversal: reversal!.hourEntryId } })
  const supersededProofs = await supersedeProofs(act, { volunteerId, accountId, hourEntryId }, cause)
  return { reversalId: reversal!.hourEntryId, supersededProofs }
}
