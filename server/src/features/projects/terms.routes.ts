/** A title judged while it is typed, and the insurance that follows after the publication. */
import { Type } from 'typebox'
import type { App, Doors, Refuses } from '../../http/app.ts'
import { OneOf, Reason } from '../../http/shapes.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { doubtsOf, EXCLUDED_KINDS } from './exclusions.rules.ts'
import { insureProject } from './insuring.actions.ts'
import type { InsuringReason } from './insuring.rules.ts'
import { normalizeTitle, titleFault } from './projects.rules.ts'
import { CreatedProject, ProjectParams } from './projects.shapes.ts'
import { FindingShape, InsuranceBody, insuranceOf } from './terms.shapes.ts'

const tags = ['projects']
const WordsQuery = Type.Object({ title: Type.String({ maxLength: 200 }) })
const WordsShape = Type.Object({
  reason: Reason,
  kind: Type.Optional(OneOf([...EXCLUDED_KINDS])),
  word: Type.Optional(Type.String()),
  doubts: Type.Array(FindingShape),
})
const insureRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  project_under_review: 409,
  project_over: 409,
  insurance_reversed: 422,
  insurance_too_short: 422,
} satisfies Refuses<InsuringReason | 'project_not_found'>

export function termsRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/project-title',
    config: { audience: 'team', limit: { max: 600, seconds: 600 } },
    schema: {
      operationId: 'checkProjectTitle',
      tags,
      querystring: WordsQuery,
      response: { 200: WordsShape },
    },
    handler: (request) => {
      const title = normalizeTitle(request.query.title)
      const { reason = null, facts } = titleFault(title) ?? {}
      return { reason, ...facts, doubts: doubtsOf({ title, description: '' }) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/projects/:projectId/insurance',
    config: { audience: 'team', refuses: insureRefuses },
    schema: {
      operationId: 'insureProject',
      tags,
      params: ProjectParams,
      body: InsuranceBody,
      response: { 200: CreatedProject },
    },
    handler: (request) =>
      perform(request.caller, insureProject, {
        projectId: request.params.projectId as ProjectId,
        insured: insuranceOf(request.body),
      }),
  })
}
