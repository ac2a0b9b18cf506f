/** Running a project over HTTP: what its team may do with it now, and the deeds themselves. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { ProjectId, ReviewId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findRecruiting, getProject, ProjectParams } from '../projects/index.ts'
import { ReviewParams } from '../reviews/index.ts'
import { rosterVisibleTo } from '../signups/index.ts'
import { alteringRoutes } from './altering.routes.ts'
import { cancelProject, cancelShift } from './cancelling.actions.ts'
import { cancelCheckedProject } from './checking.actions.ts'
import { changeHeadcount } from './headcount.actions.ts'
import { closingRoutes } from './closing.routes.ts'
import { findEnding } from './closing.store.ts'
import { movingRoutes } from './moving.routes.ts'
import * as shape from './running.shapes.ts'
import { listPlaceHolders, listRunShifts } from './running.store.ts'

const tags = ['projects']

export function runningRoutes(app: App, doors: Doors): void {
  readingRoutes(app, doors)
  cancellingRoutes(app, doors)
  checkedRoute(app, doors)
  headcountRoute(app, doors)
  closingRoutes(app, doors)
  movingRoutes(app, doors)
  alteringRoutes(app, doors)
}

function readingRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/running',
    config: { audience: 'team', refuses: shape.readRefuses },
    schema: {
      operationId: 'getProjectRunning',
      tags,
      params: ProjectParams,
      response: { 200: shape.RunningShape },
    },
    handler: async (request) => {
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = rosterVisibleTo(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const shifts = await listRunShifts(reader, project.projectId)
      const { projectId } = project
      const recruiting = await findRecruiting(reader, projectId)
      const now = clock()
      const known = { ...project, ...recruiting, ...(await findEnding(reader, projectId, now)) }
      return shape.showRunning(request.caller.actor, known, shifts, now)
    },
  })

  app.route({
    method: 'GET',
    url: '/projects/:projectId/shifts/:shiftId/holders',
    config: { audience: 'team', refuses: shape.readRefuses },
    schema: {
      operationId: 'listPlaceHolders',
      tags,
      params: shape.ShiftParams,
      querystring: PageQuery,
      response: { 200: shape.HolderPage },
    },
    handler: async (request) => {
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = rosterVisibleTo(request.caller.actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listPlaceHolders(reader, scope, request.params.shiftId as ShiftId, request.query)
      return { items: page.items.map(shape.showHolder), next: page.next }
    },
  })
}

function cancellingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/cancel',
    config: { audience: 'team', refuses: shape.cancelProjectRefuses },
    schema: {
      operationId: 'cancelProject',
      tags,
      params: ProjectParams,
      body: shape.CancelBody,
      response: { 200: shape.CalledOffShape },
    },
    handler: (request) =>
      perform(request.caller, cancelProject, {
        projectId: request.params.projectId as ProjectId,
        reason: request.body.reason.trim(),
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/shifts/:shiftId/cancel',
    config: { audience: 'team', refuses: shape.cancelShiftRefuses },
    schema: {
      operationId: 'cancelShift',
      tags,
      params: shape.ShiftParams,
      body: shape.CancelBody,
      response: { 200: shape.CalledOffShape },
    },
    handler: (request) =>
      perform(request.caller, cancelShift, {
        projectId: request.params.projectId as ProjectId,
        shiftId: request.params.shiftId as ShiftId,
        reason: request.body.reason.trim(),
      }),
  })
}

function checkedRoute(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/project-check/cancel',
    config: { audience: 'staff', refuses: shape.cancelCheckedRefuses },
    schema: {
      operationId: 'cancelCheckedProject',
      tags,
      params: ReviewParams,
      body: shape.CancelBody,
      response: { 200: shape.CalledOffShape },
    },
    handler: (request) =>
      perform(request.caller, cancelCheckedProject, {
        reviewId: request.params.reviewId as ReviewId,
        reason: request.body.reason.trim(),
      }),
  })
}

function headcountRoute(app: App, { perform }: Doors): void {
  app.route({
    method: 'PUT',
    url: '/projects/:projectId/shifts/:shiftId/headcount',
    config: { audience: 'team', refuses: shape.headcountRefuses },
    schema: {
      operationId: 'changeHeadcount',
      tags,
      params: shape.ShiftParams,
      body: shape.HeadcountBody,
      response: { 200: shape.HeadcountChangedShape },
    },
    handler: (request) => {
      const { headcount, leaving = [], fate = 'waiting', reason = '' } = request.body
      return perform(request.caller, changeHeadcount, {
        projectId: request.params.projectId as ProjectId,
        shiftId: request.params.shiftId as ShiftId,
        headcount,
        leaving: leaving as SignupId[],
        fate,
        reason: reason.trim(),
      })
    },
  })
}
