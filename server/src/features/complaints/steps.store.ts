/** What was done in cases, in order. Words are sealed, since people write names and numbers into them. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ComplaintId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Vault } from '../../vault.ts'
import type { Complaint, ComplaintState } from './complaints.rules.ts'
import { openPart, sealPart } from './sealing.ts'

export type StepKind =
  | ComplaintState
  | 'more_told'
  | 'more_lapsed'
  | 'statement_asked'
  | 'statement_given'
  | 'note'
  | 'measure'
  | 'revealed'
  | 'escalated'
  | 'reopened'
export interface NewStep {
  kind: StepKind
  words?: string
  byAccountId: AccountId | null
  byName?: string
}
export async function insertStep(
  tx: Tx,
  vault: Vault,
  { complaintId, round }: Pick<Complaint, 'complaintId' | 'round'>,
  { words, byName = '', ...step }: NewStep,
  at: Date,
): Promise<void> {
  const wordsEnc = words === undefined || words === '' ? null : sealPart(vault, 'words', words)
  await tx
    .insertInto('complaintSteps')
    .values({ ...step, stepId: uuidv7(at), complaintId, round, wordsEnc, byName, at })
    .execute()
}

export interface Step {
  kind: StepKind
  round: number
  words: string
  byAccountId: AccountId | null
  byName: string
  /** Of the person, for the office alone. */
  byLabel: string | null
  at: Date
}
export async function listSteps(reader: Reader, vault: Vault, complaintId: ComplaintId): Promise<Step[]> {
  const rows = await reader
    .selectFrom('complaintSteps')
    .leftJoin('accounts', 'accounts.accountId', 'complaintSteps.byAccountId')
    .select(['kind', 'round', 'wordsEnc', 'byAccountId', 'byName', 'accounts.displayName as byLabel', 'at'])
    .where('complaintId', '=', complaintId)
    .orderBy('stepId')
    .execute()
  return rows.map(({ wordsEnc, ...row }) => ({
    ...row,
    words: wordsEnc === null ? '' : openPart(vault, 'words', wordsEnc),
  }))
}
