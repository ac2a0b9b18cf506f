/** Over HTTP: recruiting rests and goes on, a submission is taken back, a draft given up. */
import { Type } from 'typebox'
import type { App, Doors, Refuses } from '../../http/app.ts'
import { OneOf, Uuid } from '../../http/shapes.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { discardProject, pauseRecruiting, resumeRecruiting, withdrawSubmission } from './pausing.actions.ts'
import {
  PAUSE_REASONS,
  type DiscardingReason,
  type PausingReason,
  type ResumingReason,
  type RunningReason,
  type WithdrawingReason,
} from './pausing.rules.ts'
import { PROJECT_STATUSES, type KeepingReason } from './projects.rules.ts'
import { ProjectParams } from './projects.shapes.ts'

const tags = ['projects']
const PauseBody = Type.Object({ reason: OneOf(PAUSE_REASONS) })
const KeptShape = Type.Object({ projectId: Uuid, status: OneOf(PROJECT_STATUSES) })

const keepRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  KeepingReason | 'project_not_found'
>
const runRefuses = {
  ...keepRefuses,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
} satisfies Refuses<RunningReason | 'project_not_found'>
const pauseRefuses = { ...runRefuses, recruiting_over: 409, recruiting_paused: 409 } satisfies Refuses<
  PausingReason | 'project_not_found'
>
const resumeRefuses = {
  ...runRefuses,
  recruiting_over: 409,
  not_paused: 409,
  team_not_active: 409,
  check_not_passed: 409,
} satisfies Refuses<ResumingReason | 'project_not_found'>
const withdrawRefuses = { ...keepRefuses, nothing_submitted: 409 } satisfies Refuses<
  KeepingReason | WithdrawingReason | 'project_not_found'
>
const discardRefuses = { ...keepRefuses, withdraw_first: 409, project_locked: 409 } satisfies Refuses<
  KeepingReason | DiscardingReason | 'project_not_found'
>

export function pausingRoutes(app: App, doors: Doors): void {
  recruitingRoutes(app, doors)
  draftRoutes(app, doors)
}

function recruitingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/pause',
    config: { audience: 'team', refuses: pauseRefuses },
    schema: {
      operationId: 'pauseRecruiting',
      tags,
      params: ProjectParams,
      body: PauseBody,
      response: { 200: KeptShape },
    },
    handler: (request) =>
      perform(request.caller, pauseRecruiting, {
        projectId: request.params.projectId as ProjectId,
        reason: request.body.reason,
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/resume',
    config: { audience: 'team', refuses: resumeRefuses },
    schema: { operationId: 'resumeRecruiting', tags, params: ProjectParams, response: { 200: KeptShape } },
    handler: (request) =>
      perform(request.caller, resumeRecruiting, { projectId: request.params.projectId as ProjectId }),
  })
}

function draftRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/withdraw-submission',
    config: { audience: 'team', refuses: withdrawRefuses },
    schema: { operationId: 'withdrawSubmission', tags, params: ProjectParams, response: { 200: KeptShape } },
    handler: (request) =>
      perform(request.caller, withdrawSubmission, { projectId: request.params.projectId as ProjectId }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/discard',
    config: { audience: 'team', refuses: discardRefuses },
    schema: { operationId: 'discardProject', tags, params: ProjectParams, response: { 200: KeptShape } },
    handler: (request) =>
      perform(request.caller, discardProject, { projectId: request.params.projectId as ProjectId }),
  })
}
