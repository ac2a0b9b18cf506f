/** The door on the wire: scans in, verdicts out. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import type { ScanId } from '../../kernel/ids.ts'
import { CODE_REASONS } from './codes.rules.ts'
import { DOOR_REASONS, type UndoingReason } from './door.rules.ts'
import type { AttendanceItem, DoorCounts, DoorShift } from './door.store.ts'
import type { ScanAnswer } from './scanning.actions.ts'
import type { Page } from '../../kernel/page.ts'

export const SCANS_MAX = 100

export const ProjectParams = Type.Object({ projectId: Uuid })
export const ScanParams = Type.Object({ projectId: Uuid, scanId: Uuid })
export const TeamParams = Type.Object({ teamId: Uuid })

export const RecordScansBody = Type.Object({
  scans: Type.Array(
    Type.Object({
      scanId: Uuid,
      way: OneOf(['code', 'short_code']),
      code: Type.String({ maxLength: 400 }),
      scannedAt: Instant,
      direction: OneOf(['auto', 'in', 'out']),
    }),
    { minItems: 1, maxItems: SCANS_MAX },
  ),
})

/** A plain union type is written to the wire by the compiled serializer; `anyOf` would be tried out at each answer. */
const orNull = (format?: string) =>
  Type.Unsafe<string | null>({ type: ['string', 'null'], ...(format === undefined ? {} : { format }) })
const Counts = Type.Object({ expected: Type.Integer(), present: Type.Integer(), left: Type.Integer() })

export const ScanReason = Type.Unsafe<ScanAnswer['reason']>({
  type: ['string', 'null'],
  enum: [...CODE_REASONS, ...DOOR_REASONS, null],
})
export const ScansShape = Type.Object({
  results: Type.Array(
    Type.Object({
      scanId: Uuid,
      verdict: OneOf(['signed_in', 'signed_out', 'refused']),
      reason: ScanReason,
      name: orNull(),
      positionName: orNull(),
      signedInAt: orNull('date-time'),
      opensAt: orNull('date-time'),
      minutes: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
      at: Instant,
    }),
  ),
  counts: Counts,
})

export function showScans(recorded: {
  answers: readonly (ScanAnswer & { scanId: ScanId })[]
  counts: DoorCounts
}): Static<typeof ScansShape> {
  return { results: [...recorded.answers], counts: recorded.counts }
}

export const UndoneShape = Type.Object({
  scanId: Uuid,
  verdict: OneOf(['refused']),
  reason: OneOf(['undone']),
})

export const AttendancesQuery = Type.Object({ ...PageQuery.properties, shiftId: Type.Optional(Uuid) })
export const AttendancePage = Type.Object({
  ...PageOf(
    Type.Object({
      attendanceId: Uuid,
      signupId: Uuid,
      shiftId: Uuid,
      volunteerId: Uuid,
      name: Type.String(),
      volunteerNumber: Nullable(Type.String()),
      positionName: Type.String(),
      status: OneOf(['open', 'closed', 'auto_closed', 'confirmed', 'lapsed']),
      signedInAt: Instant,
      signedOutAt: Nullable(Instant),
      minutes: Nullable(Type.Integer()),
    }),
  ).properties,
  counts: Counts,
})

export function showAttendances(
  page: Page<AttendanceItem>,
  counts: DoorCounts = { expected: 0, present: 0, left: 0 },
): Static<typeof AttendancePage> {
  const items = page.items.map((item) => ({
    ...item,
    signedInAt: item.signedInAt.toISOString(),
    signedOutAt: item.signedOutAt?.toISOString() ?? null,
  }))
  return { items, next: page.next, counts }
}

const DoorShiftShape = Type.Object({
  projectId: Uuid,
  title: Type.String(),
  shiftId: Uuid,
  positionName: Type.String(),
  startsAt: Instant,
  endsAt: Instant,
  placeName: Type.String(),
  expected: Type.Integer(),
  present: Type.Integer(),
  left: Type.Integer(),
  opensAt: Instant,
})
export const DoorShifts = Type.Object({ items: Type.Array(DoorShiftShape) })
export const showDoorShift = (shift: DoorShift, opensAt: Date): Static<typeof DoorShiftShape> => ({
  ...shift,
  startsAt: shift.startsAt.toISOString(),
  endsAt: shift.endsAt.toISOString(),
  opensAt: opensAt.toISOString(),
})

export const doorRefuses = {
  project_not_found: 404,
  not_your_team: 403,
} satisfies Refuses<'project_not_found' | 'not_your_team'>
export const recordScansRefuses = {
  ...doorRefuses,
  project_not_running: 409,
} satisfies Refuses<keyof typeof doorRefuses | 'project_not_running'>
export const undoScanRefuses = {
  ...doorRefuses,
  scan_not_found: 404,
  not_last_scan: 409,
  hours_posted: 409,
  undo_too_late: 409,
} satisfies Refuses<keyof typeof doorRefuses | 'scan_not_found' | UndoingReason>
export const doorShiftsRefuses = {
  team_not_found: 404,
  not_your_team: 403,
} satisfies Refuses<'team_not_found' | 'not_your_team'>
