/** The door over HTTP. Scans go to the desk, which records what arrives together; lists need a scope. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ScanId, ShiftId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { signInFrom } from '../signups/index.ts'
import { getTeam, whyNotKeepTime } from '../teams/index.ts'
import { undoScan } from './door.actions.ts'
import { doorOf } from './door.rules.ts'
import * as shape from './door.shapes.ts'
import { countAtDoors, listAttendances, listShiftsToday } from './door.store.ts'
import { findProjectsAtDoor } from './people.store.ts'
import { createScanDesk } from './scan-desk.ts'

export function doorRoutes(app: App, doors: Doors): void {
  const { perform } = doors
  const desk = createScanDesk(doors)

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
    handler: async (request) =>
      shape.showScans(
        await desk.submit({
          caller: request.caller,
          projectId: request.params.projectId as ProjectId,
          scans: request.body.scans.map((scan) => ({
            ...scan,
            scanId: scan.scanId as ScanId,
            scannedAt: new Date(scan.scannedAt),
          })),
        }),
      ),
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
      refuseIf(whyNotKeepTime(request.caller.actor, team))
      const shifts = await listShiftsToday(reader, team.teamId, clock())
      return { items: shifts.map((shift) => shape.showDoorShift(shift, signInFrom(shift))) }
    },
  })
}
