/**
 * Scans, recorded: all that arrived together in one transaction. People are locked in the order of their
 * ids, each scan is decided in the order of arrival on what the ones before it have left, and the whole
 * is written in a few statements.
 */
import type { Act } from '../../act.ts'
import { accountOf, type Actor } from '../../kernel/actor.ts'
import type { AttendanceId, ProjectId, ScanId, VolunteerId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { markCame } from '../absences/index.ts'
import {
  deleteOpenAttendances,
  insertScans,
  markAttendancesClosed,
  updateDoorCounts,
} from '../signups/index.ts'
import { type CodeReason } from './codes.rules.ts'
import {
  decideScan,
  type Decision,
  type Direction,
  type DoorReason,
  type PersonAtDoor,
  type Verdict,
} from './door.rules.ts'
import { later } from './hours.rules.ts'
import { findCredited } from './ledger.store.ts'
import { linesOf, tellPosted } from './lines.actions.ts'
import { findActivities, lockPeople, type Person, type ProjectAtDoor } from './people.store.ts'
import { postEntries } from './posting.actions.ts'
import { loadDoor } from './roster.store.ts'
import { newSheet, note, type Sheet } from './sheet.rules.ts'

/** A scan whose code has been read and checked, outside of any transaction. */
export interface CheckedScan {
  scanId: ScanId
  way: 'code' | 'short_code'
  scannedAt: Date
  direction: Direction
  found: { volunteerId: VolunteerId } | { reason: CodeReason }
}
export interface CheckedRequest {
  actor: Actor
  project: ProjectAtDoor
  maxDayMinutes: number
  scans: readonly CheckedScan[]
}
/** What is told at the door, and told again when the scan is sent again. */
export interface ScanAnswer {
  verdict: Verdict
  reason: CodeReason | DoorReason | null
  name: string | null
  positionName: string | null
  signedInAt: string | null
  opensAt: string | null
  minutes: number | null
  at: string
}
export type ScanAnswers = (ScanAnswer & { scanId: ScanId })[]

interface Loaded {
  people: Map<VolunteerId, Person>
  states: Map<VolunteerId, PersonAtDoor>
  answers: Map<string, ScanAnswer>
  sheet: Sheet
}
const keyOf = (projectId: ProjectId, scanId: ScanId): string => `${projectId} ${scanId}`

export async function recordScans(act: Act, requests: readonly CheckedRequest[]): Promise<ScanAnswers[]> {
  const loaded = await load(act, requests)
  for (const request of requests) for (const scan of request.scans) answerScan(act, loaded, request, scan)
  await write(act, loaded)
  return requests.map(({ project, scans }) =>
    scans.map(({ scanId }) => ({ scanId, ...loaded.answers.get(keyOf(project.projectId, scanId))! })),
  )
}

async function load(act: Act, requests: readonly CheckedRequest[]): Promise<Loaded> {
  const found = requests.flatMap(({ scans }) =>
    scans.flatMap(({ found }) => ('volunteerId' in found ? [found.volunteerId] : [])),
  )
  const ids = [...new Set(found)].sort()
  const people = await lockPeople(act.tx, ids)
  const keys = requests.flatMap(({ project, scans }) =>
    scans.map(({ scanId }) => ({ projectId: project.projectId, scanId })),
  )
  const { roster, open, answers } = await loadDoor(act.tx, ids, keys)
  // Only who may be signed out in this batch needs the ledger: those at work, and those scanned twice.
  const timesScanned = new Map<VolunteerId, number>()
  for (const id of found) timesScanned.set(id, (timesScanned.get(id) ?? 0) + 1)
  const leaving = ids.filter((id) => open.has(id) || timesScanned.get(id) !== 1)
  const credited = await findCredited(act.tx, leaving, spanAround(requests, [...open.values()]))
  const states = new Map<VolunteerId, PersonAtDoor>()
  for (const { volunteerId, status } of people.values()) {
    states.set(volunteerId, {
      volunteerId,
      status,
      open: open.get(volunteerId) ?? null,
      roster: roster.get(volunteerId) ?? [],
      credited: credited.get(volunteerId) ?? { spans: [], days: new Map() },
    })
  }
  return {
    people,
    states,
    answers: new Map(answers.map((row) => [keyOf(row.projectId, row.scanId), row.answer as ScanAnswer])),
    sheet: newSheet(),
  }
}

/** The time in which anything of this batch can be credited. */
function spanAround(requests: readonly CheckedRequest[], open: readonly { signedInAt: Date }[]) {
  const times = [
    ...requests.flatMap(({ scans }) => scans.map(({ scannedAt }) => scannedAt)),
    ...open.map(({ signedInAt }) => signedInAt),
  ]
  const first = Math.min(...times.map(Number))
  const last = Math.max(...times.map(Number))
  return { startsAt: new Date(first), endsAt: later(new Date(last), 1) }
}

function answerScan(act: Act, loaded: Loaded, request: CheckedRequest, scan: CheckedScan): void {
  const { projectId } = request.project
  const key = keyOf(projectId, scan.scanId)
  if (loaded.answers.has(key)) return
  const state = 'volunteerId' in scan.found ? loaded.states.get(scan.found.volunteerId) : undefined
  const decision: Decision | null =
    state === undefined
      ? null
      : decideScan(
          state,
          { ...scan, projectId },
          {
            now: act.now,
            maxDayMinutes: request.maxDayMinutes,
            newAttendanceId: () => uuidv7<AttendanceId>(act.now),
          },
        )
  const answer = answerOf(
    decision,
    scan,
    state === undefined ? null : (loaded.people.get(state.volunteerId)?.name ?? null),
  )
  loaded.answers.set(key, answer)
  if (state !== undefined && decision !== null) {
    loaded.states.set(state.volunteerId, decision.next)
    note(loaded.sheet, state, decision, {
      scanId: scan.scanId,
      teamId: request.project.teamId,
      actor: request.actor,
    })
  }
  loaded.sheet.scans.push({
    projectId,
    scanId: scan.scanId,
    volunteerId: state?.volunteerId ?? null,
    scannedBy: accountOf(request.actor),
    way: scan.way,
    scannedAt: scan.scannedAt,
    verdict: answer.verdict,
    reason: answer.reason,
    answer,
  })
  act.mark({
    kind: 'scan',
    id: scan.scanId,
    actor: request.actor,
    facts:
      answer.reason === null
        ? { verdict: answer.verdict }
        : { verdict: answer.verdict, reason: answer.reason },
    ...(state === undefined ? {} : { volunteerId: state.volunteerId }),
  })
}

function answerOf(decision: Decision | null, scan: CheckedScan, name: string | null): ScanAnswer {
  if (decision === null) {
    const reason = 'reason' in scan.found ? scan.found.reason : 'code_unknown_device'
    const unknown = { name: null, positionName: null, signedInAt: null, opensAt: null, minutes: null }
    return { ...unknown, verdict: 'refused', reason, at: scan.scannedAt.toISOString() }
  }
  const { verdict, reason, shift, signedInAt, opensAt, pieces, at } = decision
  return {
    verdict,
    reason,
    name,
    positionName: shift?.positionName ?? null,
    signedInAt: signedInAt?.toISOString() ?? null,
    opensAt: opensAt?.toISOString() ?? null,
    minutes: pieces.length === 0 ? null : pieces.reduce((sum, piece) => sum + piece.minutes, 0),
    at: at.toISOString(),
  }
}

async function write(act: Act, { sheet, people }: Loaded): Promise<void> {
  const { tx, now } = act
  await deleteOpenAttendances(
    tx,
    sheet.closings.map(({ attendanceId }) => attendanceId),
  )
  await markAttendancesClosed(tx, sheet.closings, 'closed')
  await insertScans(tx, sheet.scans, [...sheet.opened.values()], now)
  await markCame(act, sheet.served)
  const activities = await findActivities(tx, [...new Set(sheet.credits.map(({ shiftId }) => shiftId))])
  const lines = sheet.credits.flatMap((credit) =>
    linesOf(activities.get(credit.shiftId), { ...credit, method: 'scan', grade: 'A', approvedBy: null }),
  )
  await tellPosted(act, await postEntries(act, lines), people)
  act.last(() => updateDoorCounts(tx, sheet.counts))
}
