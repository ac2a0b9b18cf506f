/** The door over HTTP. Scans go to the desk, which records what arrives together; lists need a scope. */
import type { FastifyRequest } from 'fastify'
import type { App, Doors } from '../../http/app.ts'
import { limiter } from '../../http/limits.ts'
import type { ProjectId, ScanId, ShiftId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { signInFrom } from '../signups/index.ts'
import { getTeam, whyNotReadTeam } from '../teams/index.ts'
import { undoScan } from './door.actions.ts'
import { doorOf } from './door.rules.ts'
import * as shape from './door.shapes.ts'
import { countAtDoors, listAttendances, listShiftsToday } from './door.store.ts'
import { findProjectsAtDoor } from './people.store.ts'
import { createScanDesk, type RecordedScans } from './scan-desk.ts'

/** Wrong short codes for each account. Eight digits would else be found by trying, and with them a sign-in of somebody who is not there. */
const WRONG_SHORT_CODES = { max: 100, seconds: 600 }

/** Takes every typed code as wrong until it is answered, so that many requests at once gain nothing. */
function shortCodeGuard({ config, clock }: Doors) {
  const allow = limiter(config.rateLimitFactor, clock)
  return async (
    { caller, ip }: FastifyRequest,
    typed: number,
    record: () => Promise<RecordedScans>,
  ): Promise<RecordedScans> => {
    if (typed === 0) return record()
    const guessing = { ...caller, deed: 'short_code_wrong' }
    const wait = allow(guessing, ip, WRONG_SHORT_CODES, typed)
    if (wait > 0) throw new Refusal('rate_limited', { retryAfterSeconds: wait })
    let wrong = 0
    try {
      const recorded = await record()
      wrong = recorded.answers.filter(({ reason }) => reason === 'short_code_wrong').length
      return recorded
    } finally {
      allow(guessing, ip, WRONG_SHORT_CODES, wrong - typed)
    }
  }
}

export function doorRoutes(app: App, doors: Doors): void {
  const { perform } = doors
  const desk = createScanDesk(doors)
  const guard = shortCodeGuard(doors)

  app.route({
    method: 'POST',
    url: '/projects/:projectId/scans',
    config: { audience: 'team', refuses: shape.recordScansRefuses, takesNoKey: true },
    schema: {
      operationId: 'recordScans',
      tags: ['hours'],
      params: shape.ProjectParams,
      body: shape.RecordScansBody,
      response: { 200: shape.ScansShape },
    },
    handler: async (request) => {
      const scans = request.body.scans.map((scan) => ({
        ...scan,
        scanId: scan.scanId as ScanId,
        scannedAt: new Date(scan.scannedAt),
      }))
      const projectId = request.params.projectId as ProjectId
      const typed = scans.filter(({ way }) => way === 'short_code').length
      const { caller } = request
      return shape.showScans(await guard(request, typed, () => desk.submit({ caller, projectId, scans })))
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/scans/:scanId/undo',
    config: { audience: 'team', refuses: shape.undoScanRefuses },
    schema: {
      operationId: 'undoScan',
      tags: ['hours'],
      params: shape.ScanParams,
      response: { 200: shape.UndoneShape },
    },
    handler: async (request) => {
      const { projectId, scanId } = request.params
      await perform(request.caller, undoScan, { projectId: projectId as ProjectId, scanId: scanId as ScanId })
      return { scanId, verdict: 'refused' as const, reason: 'undone' as const }
    },
  })

  doorLists(app, doors)
}

function doorLists(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/attendances',
    config: { audience: 'team', refuses: shape.doorRefuses },
    schema: {
      operationId: 'listAttendances',
      tags: ['hours'],
      params: shape.ProjectParams,
      querystring: shape.AttendancesQuery,
      response: { 200: shape.AttendancePage },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const project = (await findProjectsAtDoor(reader, [projectId])).get(projectId)
      if (project === undefined) throw new Refusal('project_not_found')
      const scope = doorOf(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const shiftId = request.query.shiftId as ShiftId | undefined
      const page = await listAttendances(reader, scope, { ...request.query, shiftId })
      const counts = await countAtDoors(reader, [projectId], { now: clock(), shiftId })
      return shape.showAttendances(page, counts.get(projectId))
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/door',
    config: { audience: 'team', refuses: shape.doorShiftsRefuses },
    schema: {
      operationId: 'listDoorShifts',
      tags: ['hours'],
      params: shape.TeamParams,
      response: { 200: shape.DoorShifts },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      refuseIf(whyNotReadTeam(request.caller.actor, team))
      const shifts = await listShiftsToday(reader, team.teamId, clock())
      return { items: shifts.map((shift) => shape.showDoorShift(shift, signInFrom(shift))) }
    },
  })
}
