/** A crowd at one door, over many connections, and the laws that must hold of whatever it has left behind. */
import { randomUUID } from 'node:crypto'
import type { ProjectId } from '../src/kernel/ids.ts'
import { listDifferences } from '../src/features/statistics/index.ts'
import type { CrewMember } from './crews.ts'
import { codeOf, sendScans, type Device, type ScanBody, type ScanResult } from './door.ts'
import type { Client, Stage } from './harness.ts'

export interface Try {
  body: ScanBody
  /** What was told at the door; null when no answer came. */
  told: ScanResult | null
}
export type Walker = Pick<CrewMember, 'volunteerId'> & { device: Device }

const MINUTE = 60_000
/** In and out and in and out; each visit is worth two minutes. */
const VISITS = [
  { direction: 'in', minutesAgo: 10 },
  { direction: 'out', minutesAgo: 8 },
  { direction: 'in', minutesAgo: 6 },
  { direction: 'out', minutesAgo: 4 },
] as const
const LANES = 64

/** Each lane takes people one after the other, and ends when an answer is no answer. */
export function storm(keeper: Client, projectId: ProjectId, people: readonly Walker[]) {
  const tries: Try[] = []
  const failures: string[] = []
  const waiting = [...people]
  const walk = async (): Promise<void> => {
    for (let person = waiting.pop(); person !== undefined; person = waiting.pop())
      for (const visit of VISITS) if (!(await scan(person, visit))) return
  }
  const scan = async ({ device }: Walker, visit: (typeof VISITS)[number]): Promise<boolean> => {
    const at = new Date(Date.now() - visit.minutesAgo * MINUTE)
    const body: ScanBody = {
      scanId: randomUUID(),
      way: 'code',
      code: codeOf(device, at),
      scannedAt: at.toISOString(),
      direction: visit.direction,
    }
    const made: Try = { body, told: null }
    tries.push(made)
    try {
      const answer = await sendScans(keeper, projectId, [body])
      made.told = answer.status === 200 ? (answer.body.results[0] ?? null) : null
      if (made.told === null) failures.push(`${answer.status} ${answer.code ?? ''}`)
    } catch {
      failures.push('cut off')
    }
    return made.told !== null
  }
  const over = Promise.all(Array.from({ length: LANES }, walk))
  return {
    tries,
    failures,
    over,
    /** Answers at that many acknowledged scans, in the midst of the storm. */
    async acknowledged(count: number): Promise<void> {
      while (tries.filter(({ told }) => told !== null).length < count) {
        if (failures.length > 0) throw new Error(`the storm broke off: ${failures.join(', ')}`)
        await new Promise((resolve) => setTimeout(resolve, 2))
      }
    },
  }
}

const FIGURES = ['door_counts', 'volunteer_totals', 'volunteer_years', 'team_months', 'region_months']

/** What contradicts: an acknowledged scan that is lost or doubled, an unacknowledged one that is half there. */
export async function contradictions(
  stage: Stage,
  projectId: ProjectId,
  tries: readonly Try[],
): Promise<string[]> {
  const { reader } = stage
  const scans = await reader.selectFrom('scans').selectAll().where('projectId', '=', projectId).execute()
  const attendances = await reader
    .selectFrom('attendances')
    .selectAll()
    .where('projectId', '=', projectId)
    .execute()
  const open = await reader
    .selectFrom('openAttendances')
    .selectAll()
    .where('projectId', '=', projectId)
    .execute()
  const entries = await reader
    .selectFrom('hourEntries')
    .select('minutes')
    .where('projectId', '=', projectId)
    .execute()
  const audits = await stage.reader
    .selectFrom('auditEntries')
    .select('subjectId')
    .where('subjectKind', '=', 'scan')
    .execute()
  const wrong: string[] = []
  const law = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what)
  }
  const scanIds = new Set<string>(scans.map(({ scanId }) => scanId))
  const timesIn = tally(attendances.map((row) => row.signInScanId))
  const timesOut = tally(attendances.flatMap((row) => row.signOutScanId ?? []))
  const timesTold = tally(audits.flatMap(({ subjectId }) => subjectId ?? []))

  for (const { body, told } of tries) {
    if (told === null) continue
    const { scanId, ...answer } = told
    const kept = scans.find((row) => row.scanId === scanId)
    law(kept !== undefined, `${body.direction} ${scanId} was acknowledged and is lost`)
    law(
      JSON.stringify(sorted(kept?.answer ?? answer)) === JSON.stringify(sorted(answer)),
      `${scanId} is kept otherwise`,
    )
  }
  for (const { scanId, verdict } of scans) {
    law((timesIn.get(scanId) ?? 0) === (verdict === 'signed_in' ? 1 : 0), `${verdict} ${scanId} opens amiss`)
    law(
      (timesOut.get(scanId) ?? 0) === (verdict === 'signed_out' ? 1 : 0),
      `${verdict} ${scanId} closes amiss`,
    )
    law(timesTold.get(scanId) === 1, `${scanId} stands in the audit ${timesTold.get(scanId) ?? 0} times`)
  }
  for (const { signInScanId, signOutScanId, status, attendanceId } of attendances) {
    law(scanIds.has(signInScanId), `attendance ${attendanceId} has no scan`)
    law((status === 'open') === (signOutScanId === null), `attendance ${attendanceId} is ${status}`)
    const isOpen = open.some((row) => row.attendanceId === attendanceId)
    law(isOpen === (status === 'open'), `attendance ${attendanceId} is ${isOpen ? '' : 'not '}kept as open`)
  }
  law(open.length === attendances.filter(({ status }) => status === 'open').length, 'open without attendance')
  const earned = scans.reduce((sum, { answer }) => sum + ((answer as ScanResult).minutes ?? 0), 0)
  const credited = entries.reduce((sum, { minutes }) => sum + minutes, 0)
  law(earned === credited, `told ${earned} minutes, credited ${credited}`)
  const differences = await listDifferences(stage.reader)
  wrong.push(
    ...differences.filter(({ figure }) => FIGURES.includes(figure)).map((row) => JSON.stringify(row)),
  )
  return wrong
}

const tally = (ids: readonly string[]): Map<string, number> =>
  ids.reduce((times, id) => times.set(id, (times.get(id) ?? 0) + 1), new Map<string, number>())
const sorted = (row: object) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))

/** Sends every scan again, twice and at once; what was told before is told again, and both repeats agree. */
export async function replay(keeper: Client, projectId: ProjectId, tries: readonly Try[]): Promise<string[]> {
  const wrong: string[] = []
  const waiting = [...tries]
  const repeat = async (): Promise<void> => {
    for (let made = waiting.shift(); made !== undefined; made = waiting.shift()) {
      const { body } = made
      const [first, second] = (await Promise.all([1, 2].map(() => sendScans(keeper, projectId, [body])))).map(
        (answer) => answer.body.results[0],
      )
      const told = made.told ?? first
      for (const again of [first, second])
        if (told === undefined || JSON.stringify(again) !== JSON.stringify(told))
          wrong.push(`told ${JSON.stringify(told)}, then ${JSON.stringify(again)}`)
      made.told = told ?? null
    }
  }
  await Promise.all(Array.from({ length: LANES }, repeat))
  return wrong
}
