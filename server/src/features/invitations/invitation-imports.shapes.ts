import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import { keepRefuses } from '../teams/index.ts'
import type { Import } from './invitation-imports.store.ts'
import { inviteRefuses } from './invitations.shapes.ts'
import type { InviteesSheetReason } from './invitees-sheet.ts'
import type { SheetReading } from './invitees-sheet.rules.ts'

export const SHEET_BYTES_MAX = 5_242_880
export const FAILURES_SHOWN = 100
export const SheetBody = Type.Object({ file: Type.Unsafe<string>(Type.String({ format: 'binary' })) })
export const ImportParams = Type.Object({ teamId: Uuid, importId: Uuid })

const Failure = Type.Object({
  line: Type.Integer({ description: 'the row as the spreadsheet counts' }),
  name: Type.String(),
  idNumber: Type.String({ description: 'masked' }),
  reason: Type.String(),
})
export const CheckedFile = Type.Object({
  total: Type.Integer(),
  right: Type.Integer(),
  wrong: Type.Integer(),
  failures: Type.Array(Failure, { description: `the first ${String(FAILURES_SHOWN)}` }),
  whyNot: Type.Object({ startInvitationImport: Reason }),
})
export const StartedImport = Type.Object({ importId: Uuid })
export const ImportShape = Type.Object({
  importId: Uuid,
  state: OneOf(['running', 'done']),
  startedAt: Instant,
  finishedAt: Nullable(Instant),
  total: Type.Integer(),
  invited: Type.Integer({ description: 'sent so far, whoever they mean' }),
  refused: Type.Integer(),
  hasFailures: Type.Boolean({ description: 'that the rows that failed can still be had' }),
})
export const ImportPage = PageOf(ImportShape)
export const FailureList = Type.Object({ items: Type.Array(Failure) })

export const showChecked = (
  { total, invitees, failures }: SheetReading,
  startInvitationImport: string | null,
): Static<typeof CheckedFile> => ({
  total,
  right: invitees.length,
  wrong: failures.length,
  failures: failures.slice(0, FAILURES_SHOWN),
  whyNot: { startInvitationImport },
})
export const showImport = ({ startedAt, finishedAt, ...one }: Import): Static<typeof ImportShape> => ({
  ...one,
  startedAt: startedAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
})

const sheetRefuses = {
  sheet_missing: 422,
  sheet_too_large: 413,
  sheet_kind_refused: 415,
  sheet_unreadable: 422,
  sheet_unpacks_too_large: 413,
  sheet_too_many_rows: 422,
  sheet_too_slow: 422,
  sheet_empty: 422,
  sheet_columns_missing: 422,
} satisfies Refuses<InviteesSheetReason | 'sheet_missing' | 'sheet_too_large'>
export const checkRefuses = { ...keepRefuses, team_not_active: 409, ...sheetRefuses } satisfies Refuses<
  keyof typeof keepRefuses | 'team_not_active' | keyof typeof sheetRefuses
>
export const startRefuses = { ...inviteRefuses, ...sheetRefuses } satisfies Refuses<
  keyof typeof inviteRefuses | keyof typeof sheetRefuses
>
export const importRefuses = { ...keepRefuses, import_not_found: 404 } satisfies Refuses<
  keyof typeof keepRefuses | 'import_not_found'
>
