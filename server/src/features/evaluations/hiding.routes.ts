/** Hiding words that break the law: a deed of whoever oversees the team. */
import type { App, Doors } from '../../http/app.ts'
import type { EvaluationId, ProjectId } from '../../kernel/ids.ts'
import { ProjectParams } from '../projects/index.ts'
import * as shape from './evaluations.shapes.ts'
import { hideEvaluationWords, hideReport } from './hiding.actions.ts'

const tags = ['evaluations']

export function hidingRoutes(app: App, { perform }: Doors): void {
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
}
