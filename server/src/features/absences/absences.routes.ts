/** Absences over HTTP: what the team says after a shift, and the appeals that it answers. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { decideAbsences, undoAbsenceDecision } from './absences.actions.ts'
import { absencesVisibleTo, scannedBefore } from './absences.rules.ts'
import * as shape from './absences.shapes.ts'
import * as refuse from './refusals.shapes.ts'
import { answerNoShowAppeal, openWords } from './appeals.actions.ts'
import { appealsRoutes } from './appeals.routes.ts'
import { countAbsences, listAbsences } from './roster.store.ts'

const tags = ['absences']

export function absencesRoutes(app: App, doors: Doors): void {
  rosterRoutes(app, doors)
  decidingRoutes(app, doors)
  appealsRoutes(app, doors)
}

function rosterRoutes(app: App, { reader, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/absences',
    config: { audience: 'team', refuses: refuse.listRefuses },
    schema: {
      operationId: 'listAbsences',
      tags,
      params: ProjectParams,
      querystring: shape.AbsencesQuery,
      response: { 200: shape.AbsencePage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const now = clock()
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const scope = absencesVisibleTo(actor, project)
      if (scope === null) throw new Refusal('not_your_team')
      const { part = 'undecided', shiftId, ...page } = request.query
      const query = { ...page, part, shiftId: shiftId as ShiftId | undefined }
      const endedBefore = scannedBefore(now)
      const [found, counts] = await Promise.all([
        listAbsences(reader, scope, query, endedBefore),
        countAbsences(reader, scope, endedBefore),
      ])
      const wordsOf = (absence: Parameters<typeof openWords>[1]) => openWords({ vault }, absence)
      const known = { actor, mayAnswer: scope.readsWords, wordsOf, now }
      return { items: found.items.map((row) => shape.showListed(row, known)), next: found.next, counts }
    },
  })
}

function decidingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/absences',
    config: { audience: 'team', refuses: refuse.decideRefuses },
    schema: {
      operationId: 'decideAbsences',
      tags,
      params: ProjectParams,
      body: shape.DecideBody,
      response: { 200: shape.DecidedShape },
    },
    handler: async (request) => ({
      results: await perform(request.caller, decideAbsences, {
        projectId: request.params.projectId as ProjectId,
        decisions: request.body.decisions.map(({ signupId, verdict, note = '' }) => ({
          ...{ verdict, note: note.trim() },
          signupId: signupId as SignupId,
        })),
      }),
    }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/absences/:signupId/undo',
    config: { audience: 'team', refuses: refuse.undoRefuses },
    schema: {
      operationId: 'undoAbsenceDecision',
      tags,
      params: shape.AbsenceParams,
      response: { 200: shape.UndoneShape },
    },
    handler: (request) =>
      perform(request.caller, undoAbsenceDecision, {
        projectId: request.params.projectId as ProjectId,
        signupId: request.params.signupId as SignupId,
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/absences/:signupId/answer',
    config: { audience: 'team', refuses: refuse.answerRefuses },
    schema: {
      operationId: 'answerNoShowAppeal',
      tags,
      params: shape.AbsenceParams,
      body: shape.AnswerBody,
      response: { 200: shape.AnsweredShape },
    },
    handler: (request) =>
      perform(request.caller, answerNoShowAppeal, {
        projectId: request.params.projectId as ProjectId,
        signupId: request.params.signupId as SignupId,
        accepts: request.body.accepts,
        reason: (request.body.reason ?? '').trim(),
      }),
  })
}
