/** A matter as the team reads it: what the authority tells, never the report itself nor who made it. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Page } from '../../kernel/page.ts'
import { COMPLAINT_KINDS, COMPLAINT_SUBJECTS } from './complaints.rules.ts'
import { whyNotGiveStatement, type StatingReason } from './reporting.rules.ts'
import { MeasureShape, showMeasure, Words } from './complaints.shapes.ts'
import type { AskedStatement, RecordedMeasure } from './statements.store.ts'

export const StatementParams = Type.Object({ teamId: Uuid, statementId: Uuid })
export const StatementBody = Type.Object({ words: Words })
export const StatementsPage = Type.Object({
  items: Type.Array(
    Type.Object({
      statementId: Uuid,
      kind: OneOf(COMPLAINT_KINDS),
      subjectKind: OneOf(COMPLAINT_SUBJECTS),
      subjectName: Type.String(),
      matter: Type.String(),
      askedByName: Type.String(),
      askedAt: Instant,
      dueOn: Day,
      isLate: Type.Boolean(),
      words: Nullable(Type.String()),
      givenAt: Nullable(Instant),
      endedAt: Nullable(Instant),
      whyNot: Type.Object({ giveStatement: Reason }),
    }),
  ),
  next: Nullable(Type.String()),
  measures: Type.Array(Type.Object({ ...MeasureShape.properties, words: Type.String() })),
})

export const listRefuses = { team_not_found: 404, not_your_team: 403 } satisfies Refuses<
  'team_not_found' | 'not_your_team'
>
export const giveRefuses = {
  ...listRefuses,
  statement_not_found: 404,
  statement_given: 409,
  statement_ended: 409,
  words_too_short: 422,
} satisfies Refuses<StatingReason | 'team_not_found' | 'not_your_team' | 'statement_not_found'>

export const showStatements = (
  page: Page<AskedStatement>,
  measures: readonly RecordedMeasure[],
  today: string,
): Static<typeof StatementsPage> => ({
  items: page.items.map((one) => ({
    statementId: one.statementId,
    kind: one.kind,
    subjectKind: one.subjectKind,
    subjectName: one.subjectName,
    matter: one.matter,
    askedByName: one.askedByName,
    askedAt: one.askedAt.toISOString(),
    dueOn: one.dueOn,
    isLate: one.givenAt === null && one.endedAt === null && one.dueOn < today,
    words: one.words,
    givenAt: one.givenAt?.toISOString() ?? null,
    endedAt: one.endedAt?.toISOString() ?? null,
    whyNot: { giveStatement: whyNotGiveStatement(one, null) },
  })),
  next: page.next,
  measures: measures.map((one) => ({ ...showMeasure(one), words: one.words })),
})
