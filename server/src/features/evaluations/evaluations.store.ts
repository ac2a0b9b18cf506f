/** Ratings as they are kept. Whoever writes one of a person has locked that person. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, EvaluationId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Given, Side } from './evaluations.rules.ts'

export interface Rating {
  scores: number[]
  words: string
}
export interface KeptRating extends Rating, Given {
  evaluationId: EvaluationId
  side: Side
  volunteerId: VolunteerId | null
  ratedAt: Date
}

/** Both sides' ratings of these people at a project. */
export function listRatings(
  reader: Reader,
  projectId: ProjectId,
  volunteerIds: readonly VolunteerId[],
): Promise<KeptRating[]> {
  return reader
    .selectFrom('evaluations')
    .select(['evaluationId', 'side', 'volunteerId', 'scores', 'words', 'ratedAt', 'closesAt', 'changedAt'])
    .where('projectId', '=', projectId)
    .where('volunteerId', '=', sql<VolunteerId>`any(${[...volunteerIds]}::uuid[])`)
    .execute()
}

export interface NewRating extends Rating {
  projectId: ProjectId
  evaluationId: EvaluationId
  side: Side
  volunteerId: VolunteerId | null
  writtenBy: AccountId | null
  ratedAt: Date
  closesAt: Date
}
export async function insertRatings(tx: Tx, ratings: readonly NewRating[]): Promise<void> {
  if (ratings.length > 0)
    await tx
      .insertInto('evaluations')
      .values([...ratings])
      .execute()
}

export interface ChangedRating extends Rating {
  evaluationId: EvaluationId
  writtenBy: AccountId
}
/** What stood there before is kept beside it. */
export async function updateRating(
  tx: Tx,
  projectId: ProjectId,
  { evaluationId, ...change }: ChangedRating,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('evaluations')
    .set((eb) => ({
      ...change,
      scoresBefore: eb.ref('scores'),
      wordsBefore: eb.ref('words'),
      changedAt: at,
    }))
    .where('projectId', '=', projectId)
    .where('evaluationId', '=', evaluationId)
    .execute()
}

export interface Hideable {
  side: Side
  writtenBy: AccountId | null
  hiddenAt: Date | null
}
export async function lockWords(tx: Tx, projectId: ProjectId, evaluationId: EvaluationId): Promise<Hideable> {
  const row = await tx
    .selectFrom('evaluations')
    .select(['side', 'writtenBy', 'hiddenAt'])
    .where('projectId', '=', projectId)
    .where('evaluationId', '=', evaluationId)
    .where('words', '<>', '')
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('evaluation_not_found')
  return row
}
/** What the team wrote about somebody at a project. The person is locked. */
export function findWordsAbout(
  tx: Tx,
  projectId: ProjectId,
  volunteerId: VolunteerId,
): Promise<WordsAbout | undefined> {
  return tx
    .selectFrom('evaluations')
    .select(['evaluationId', 'words', 'closesAt', 'hiddenBecause', 'hidingAskedAt'])
    .where('projectId', '=', projectId)
    .where('volunteerId', '=', volunteerId)
    .where('side', '=', 'by_team')
    .executeTakeFirst()
}
export interface WordsAbout {
  evaluationId: EvaluationId
  words: string
  closesAt: Date
  hiddenBecause: string | null
  hidingAskedAt: Date | null
}
export async function markHidingAsked(
  tx: Tx,
  { projectId, evaluationId }: { projectId: ProjectId; evaluationId: EvaluationId },
  asked: { hidingAskedAt: Date; hidingAskedBecause: string },
): Promise<void> {
  await tx
    .updateTable('evaluations')
    .set(asked)
    .where('projectId', '=', projectId)
    .where('evaluationId', '=', evaluationId)
    .execute()
}

export interface Hidden {
  hiddenAt: Date
  hiddenBy: AccountId
  hiddenBecause: string
}
export async function markWordsHidden(
  tx: Tx,
  { projectId, evaluationId }: { projectId: ProjectId; evaluationId: EvaluationId },
  hidden: Hidden,
): Promise<void> {
  await tx
    .updateTable('evaluations')
    .set(hidden)
    .where('projectId', '=', projectId)
    .where('evaluationId', '=', evaluationId)
    .execute()
}
