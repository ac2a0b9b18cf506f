/** Hiding words that break the law, and showing them again: deeds of whoever oversees the team. Whom they are about asks for it. */
import type { App, Doors } from '../../http/app.ts'
import type { EvaluationId, ProjectId } from '../../kernel/ids.ts'
import { ProjectParams } from '../projects/index.ts'
import * as shape from './evaluations.shapes.ts'
import { askToHideWords, hideEvaluationWords, hideReport, showReport } from './hiding.actions.ts'

const tags = ['evaluations']

export function hidingRoutes(app: App, doors: Doors): void {
  wordsRoutes(app, doors)
  reportHidingRoutes(app, doors)
}

function wordsRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/evaluations/:evaluationId/hide',
    config: { audience: 'staff', refuses: shape.hideWordsRefuses },
    schema: {
      operationId: 'hideEvaluationWords',
      tags,
      params: shape.EvaluationParams,
      body: shape.HideBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const { projectId, evaluationId } = request.params
      await perform(request.caller, hideEvaluationWords, {
        projectId: projectId as ProjectId,
        evaluationId: evaluationId as EvaluationId,
        because: request.body.because,
      })
      return { done: true as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/evaluations/:projectId/hide-request',
    config: { audience: 'volunteer', refuses: shape.askRefuses, limit: { max: 20, seconds: 3600 } },
    schema: {
      operationId: 'askToHideWords',
      tags,
      params: ProjectParams,
      body: shape.HideBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      await perform(request.caller, askToHideWords, { projectId, because: request.body.because })
      return { done: true as const }
    },
  })
}

function reportHidingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/report/hide',
    config: { audience: 'staff', refuses: shape.hideReportRefuses },
    schema: {
      operationId: 'hideReport',
      tags,
      params: ProjectParams,
      body: shape.HideBody,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      await perform(request.caller, hideReport, { projectId, because: request.body.because })
      return { done: true as const }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/report/show',
    config: { audience: 'staff', refuses: shape.showReportRefuses },
    schema: {
      operationId: 'showReport',
      tags,
      params: ProjectParams,
      response: { 200: shape.Done },
    },
    handler: async (request) => {
      await perform(request.caller, showReport, { projectId: request.params.projectId as ProjectId })
      return { done: true as const }
    },
  })
}
