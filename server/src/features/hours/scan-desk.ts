/**
 * How scans get in. What arrives together is read and checked together, outside of any transaction, and
 * then recorded as one; what one request did wrong is that request's own refusal.
 */
import type { Caller, Perform } from '../../act.ts'
import { coalesce, type Coalesced } from '../../coalesce.ts'
import { isFaultOfData } from '../../db/faults.ts'
import type { Reader } from '../../db/handles.ts'
import type { CardKeyId, ProjectId, ScanId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Vault } from '../../vault.ts'
import { policiesOf } from '../catalog/index.ts'
import { isScanTaken, SIGN_IN_MINUTES_BEFORE } from '../signups/index.ts'
import {
  findCardKeys,
  listShortCodeKeys,
  readCardCode,
  shortCodeFor,
  verifyCardSignatures,
  type CardCode,
  type CardKey,
} from '../volunteers/index.ts'
import { countAtDoors, listCandidates, type DoorCounts } from './door.store.ts'
import { stepsAround, whyNotFresh, whyNotOnTime, type CodeReason } from './codes.rules.ts'
import { FORGOTTEN_AFTER_MINUTES, whyNotRecordScans, type Direction } from './door.rules.ts'
import { later } from './hours.rules.ts'
import { findProjectsAtDoor, type ProjectAtDoor } from './people.store.ts'
import { recordScans, type CheckedRequest, type ScanAnswers } from './scanning.actions.ts'

export interface Scan {
  scanId: ScanId
  way: 'code' | 'short_code'
  code: string
  scannedAt: Date
  direction: Direction
}
export interface ScanRequest {
  caller: Caller
  projectId: ProjectId
  scans: readonly Scan[]
}
export interface RecordedScans {
  answers: ScanAnswers
  counts: DoorCounts
}
export interface DeskParts {
  reader: Reader
  perform: Perform
  vault: Vault
  clock: () => Date
}

const BATCH_SCANS = 512
const QUEUE_SCANS = 8_192
const CROWD_SCANS = 96
const RETRIES = 3
const NOBODY_YET: DoorCounts = { expected: 0, present: 0, left: 0 }

type Found = { volunteerId: VolunteerId } | { reason: CodeReason }

/**
 * Two steps, each for as many as have come by then: while one crowd is recorded, the next is checked. A second crowd
 * goes beside the first only when it is large; somebody who stands in both waits at their own lock, and the counts of
 * the doors are locked in the order of the shifts.
 */
export function createScanDesk(parts: DeskParts): Coalesced<ScanRequest, RecordedScans> {
  const limits = {
    maxBatch: BATCH_SCANS,
    queueMax: QUEUE_SCANS,
    inFlight: 2,
    besideFrom: CROWD_SCANS,
    blames: isFaultOfData,
  }
  const checking = coalesce<ScanRequest, Checked>({
    ...limits,
    run: (requests) => checkTogether(parts, requests),
    weigh: ({ scans }) => scans.length,
  })
  const recording = coalesce({
    ...limits,
    run: (checked: readonly Checked[]) => recordTogether(parts, checked),
    weigh: ({ request }) => request.scans.length,
  })
  return {
    submit: async (request) => recording.submit(await checking.submit(request)),
  }
}

interface Checked {
  caller: Caller
  request: CheckedRequest
}

async function checkTogether(
  parts: DeskParts,
  requests: readonly ScanRequest[],
): Promise<(Checked | Refusal)[]> {
  const { reader } = parts
  const now = parts.clock()
  const findProjects = async () => {
    const projects = await findProjectsAtDoor(reader, [
      ...new Set(requests.map(({ projectId }) => projectId)),
    ])
    return { projects, limits: await dayLimits(reader, [...projects.values()]) }
  }
  const [{ projects, limits }, find] = await Promise.all([findProjects(), finderOf(parts, requests, now)])
  return requests.map(({ caller, projectId, scans }) => {
    const project = projects.get(projectId)
    const reason = whyNotRecordScans(caller.actor, project, now)
    if (reason !== null || project === undefined) return new Refusal(reason ?? 'project_not_found')
    const request = {
      actor: caller.actor,
      project,
      maxDayMinutes: limits.get(project.regionPath)!,
      scans: scans.map(({ code, ...scan }) => ({ ...scan, found: find(projectId, code, scan) })),
    }
    return { caller, request }
  })
}

/** The counts are read when the scans are in, so that nobody waits for them at a lock. */
async function recordTogether(parts: DeskParts, checked: readonly Checked[]): Promise<RecordedScans[]> {
  const answers = await recordOnce(parts.perform, checked)
  const projectIds = [...new Set(checked.map(({ request }) => request.project.projectId))]
  const counts = await countAtDoors(parts.reader, projectIds, { now: parts.clock() })
  return checked.map(({ request }, i) => ({
    answers: answers[i]!,
    counts: counts.get(request.project.projectId) ?? NOBODY_YET,
  }))
}

/** A scan id that another transaction took in the meantime is then found, and answered as it was. */
async function recordOnce(perform: Perform, checked: readonly Checked[]): Promise<ScanAnswers[]> {
  const requests = checked.map(({ request }) => request)
  for (let tries = 1; ; tries += 1) {
    try {
      return await perform(checked[0]!.caller, recordScans, requests)
    } catch (error) {
      if (tries >= RETRIES || !isScanTaken(error)) throw error
    }
  }
}

async function dayLimits(reader: Reader, projects: readonly ProjectAtDoor[]): Promise<Map<string, number>> {
  const paths = [...new Set(projects.map(({ regionPath }) => regionPath))]
  const policies = await Promise.all(paths.map((path) => policiesOf(reader, path)))
  return new Map(paths.map((path, i) => [path, policies[i]!.maxDayMinutes]))
}

/** Reads the keys of all codes in one query, checks all signatures, and answers who stands behind a code, or why nobody does. */
async function finderOf({ reader, vault }: DeskParts, requests: readonly ScanRequest[], now: Date) {
  const codes = new Map<string, CardCode | null>()
  for (const { scans } of requests)
    for (const { way, code } of scans) if (way === 'code') codes.set(code, readCardCode(code))
  const ids = [...codes.values()].flatMap((code) => (code === null ? [] : [code.cardKeyId]))
  const keys = new Map<CardKeyId, CardKey>(
    (await findCardKeys(reader, ids)).map((key) => [key.cardKeyId, key]),
  )
  const signed = await findSigned([...codes.values()], keys)
  const findByShortCode = await shortCodeFinder(reader, vault, requests, now)
  return (projectId: ProjectId, text: string, scan: Omit<Scan, 'code'>): Found => {
    const clock = whyNotOnTime(scan.scannedAt, now)
    if (clock !== null) return { reason: clock }
    if (scan.way === 'short_code') return findByShortCode(projectId, text, scan.scannedAt)
    const code = codes.get(text) ?? null
    if (code === null) return { reason: 'code_malformed' }
    const key = keys.get(code.cardKeyId)
    if (key === undefined) return { reason: 'code_unknown_device' }
    const stale = whyNotFresh(code.step, scan.scannedAt)
    if (stale !== null) return { reason: stale }
    if (!signed.has(code)) return { reason: 'code_signature_wrong' }
    return key.validUntil <= scan.scannedAt ? { reason: 'device_revoked' } : { volunteerId: key.volunteerId }
  }
}

/** The codes that the device of their key has signed. */
async function findSigned(
  codes: readonly (CardCode | null)[],
  keys: ReadonlyMap<CardKeyId, CardKey>,
): Promise<Set<CardCode>> {
  const checks = codes.flatMap((code) => {
    const key = code === null ? undefined : keys.get(code.cardKeyId)
    return code === null || key === undefined ? [] : [{ signingKey: key.signingKey, code }]
  })
  const verdicts = await verifyCardSignatures(checks)
  return new Set(checks.filter((_, i) => verdicts[i]).map(({ code }) => code))
}

/** A typed code is tried against those who may stand at that door; one that fits two people fits nobody. */
async function shortCodeFinder(reader: Reader, vault: Vault, requests: readonly ScanRequest[], now: Date) {
  const typed = requests.filter(({ scans }) => scans.some(({ way }) => way === 'short_code'))
  const candidates = await listCandidates(reader, [...new Set(typed.map(({ projectId }) => projectId))], {
    opensBefore: later(now, SIGN_IN_MINUTES_BEFORE),
    endsAfter: later(now, -FORGOTTEN_AFTER_MINUTES),
  })
  const keys = await listShortCodeKeys(reader, vault, [...new Set(candidates.map((c) => c.volunteerId))], now)
  const atDoor = Map.groupBy(candidates, (candidate) => candidate.projectId)
  return (projectId: ProjectId, text: string, scannedAt: Date): Found => {
    const people = new Set(atDoor.get(projectId)?.map((candidate) => candidate.volunteerId))
    const digits = text.replace(/\s/g, '')
    const fitting = keys.filter(
      ({ volunteerId, secret }) =>
        people.has(volunteerId) &&
        stepsAround(scannedAt).some((step) => shortCodeFor(secret, step) === digits),
    )
    const [first, ...others] = new Set(fitting.map(({ volunteerId }) => volunteerId))
    return first === undefined || others.length > 0 ? { reason: 'short_code_wrong' } : { volunteerId: first }
  }
}
