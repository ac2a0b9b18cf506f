/** What was done over HTTP: told by the team, read by everybody, with the names of those alone who agreed. */
import type { App, Doors } from '../../http/app.ts'
import { keepForGuests } from '../../http/keeping.ts'
import type { Caller } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FileId, ProjectId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { getProject, ProjectParams } from '../projects/index.ts'
import { getFileContent, getTeam } from '../teams/index.ts'
import { findVolunteer } from '../volunteers/index.ts'
import {
  isOver,
  mayHide,
  namesShown,
  readsDone,
  TOLD_FROM,
  whyNotRateForTeam,
  whyNotReport,
  whyNotShowName,
} from './evaluations.rules.ts'
import { Done, showPublicSums, teamRefuses } from './evaluations.shapes.ts'
import { sumRatings } from './lists.store.ts'
import { publishProjectReport, showMyName, withdrawProjectReport } from './reports.actions.ts'
import * as shape from './reports.shapes.ts'
import { findReport, getShownTo, isPictureShown, listConsenting, showsName } from './reports.store.ts'
import { getFigures } from './served.store.ts'

const tags = ['evaluations']
const NAMES_MAX = 200
/** What was done changes rarely; a minute late is soon enough for whoever is not signed in. */
const KEPT_SECONDS = 60
/** Readers of many people ask from one address. */
const READS = { max: 600, seconds: 60 }

function telling(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/report',
    config: { audience: 'team', refuses: teamRefuses },
    schema: {
      operationId: 'getProjectReport',
      tags,
      params: ProjectParams,
      response: { 200: shape.ProjectReport },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const project = await getProject(reader, request.params.projectId as ProjectId)
      refuseIf(whyNotRateForTeam(actor, project))
      const [report, team] = await Promise.all([
        findReport(reader, project.projectId),
        getTeam(reader, project.teamId),
      ])
      return shape.showReport(report, whyNotReport(actor, project, team))
    },
  })

  app.route({
    method: 'PUT',
    url: '/projects/:projectId/report',
    config: { audience: 'team', refuses: shape.publishRefuses, limit: { max: 60, seconds: 3600 } },
    schema: {
      operationId: 'publishProjectReport',
      tags,
      params: ProjectParams,
      body: shape.ReportBody,
      response: { 200: shape.PublishedReport },
    },
    handler: (request) =>
      perform(request.caller, publishProjectReport, {
        ...request.body,
        projectId: request.params.projectId as ProjectId,
        pictures: request.body.pictures.map((one) => ({ ...one, fileId: one.fileId as FileId })),
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/report/withdraw',
    config: { audience: 'team', refuses: shape.withdrawRefuses },
    schema: {
      operationId: 'withdrawProjectReport',
      tags,
      params: ProjectParams,
      response: { 200: Done },
    },
    handler: async (request) => {
      await perform(request.caller, withdrawProjectReport, {
        projectId: request.params.projectId as ProjectId,
      })
      return { done: true as const }
    },
  })
}

/** The project, once it is over, where the caller may read of it. */
const overProjectOf =
  (reader: Doors['reader']) =>
  async ({ actor }: Caller, projectId: ProjectId) => {
    const project = await getProject(reader, projectId)
    const shownTo = await getShownTo(reader, projectId, actor.volunteerId)
    if (!isOver(project.status) || !readsDone(actor, project, shownTo)) throw new Refusal('project_not_found')
    return project
  }

function reading(app: App, { reader, clock }: Doors): void {
  const overProject = overProjectOf(reader)
  app.route({
    method: 'GET',
    url: '/projects/:projectId/done',
    config: { audience: 'public', refuses: shape.doneRefuses, limit: READS },
    schema: {
      operationId: 'getDoneProject',
      tags,
      params: ProjectParams,
      response: { 200: shape.DoneProject },
    },
    handler: async (request, reply) => {
      const project = await overProject(request.caller, request.params.projectId as ProjectId)
      const { projectId } = project
      const [team, figures, report, sums, consenting, { adultAge }] = await Promise.all([
        getTeam(reader, project.teamId),
        getFigures(reader, projectId),
        findReport(reader, projectId),
        sumRatings(reader, projectId, clock()),
        listConsenting(reader, projectId, NAMES_MAX),
        policiesOf(reader, project.regionPath),
      ])
      const { actor } = request.caller
      const whyNot = { hideReport: actor.accountId === null ? 'signed_out' : mayHide(actor, team) }
      const isHidden = report !== undefined && shape.stateOf(report) === 'hidden'
      keepForGuests(request, reply, KEPT_SECONDS)
      return shape.showDone(project, team, {
        ...{ figures, report, names: namesShown(consenting, project.startsAt, adultAge) },
        ratings: { ...showPublicSums(sums), toldFrom: TOLD_FROM },
        hidden: report !== undefined && isHidden && whyNot.hideReport === null ? report : null,
        whyNot: { ...whyNot, showReport: whyNot.hideReport ?? (isHidden ? null : 'not_hidden') },
      })
    },
  })
}

function picturing(app: App, { reader }: Doors): void {
  const overProject = overProjectOf(reader)
  app.route({
    method: 'GET',
    url: '/projects/:projectId/done/pictures/:fileId',
    config: { audience: 'public', refuses: shape.pictureRefuses },
    schema: {
      operationId: 'getReportPicture',
      tags,
      params: shape.PictureParams,
      produces: ['image/jpeg', 'image/png', 'image/webp'],
    },
    handler: async (request, reply) => {
      const projectId = request.params.projectId as ProjectId
      const fileId = request.params.fileId as FileId
      const project = await overProject(request.caller, projectId)
      const oversees = mayHide(request.caller.actor, await getTeam(reader, project.teamId)) === null
      if (!(await isPictureShown(reader, { projectId, fileId, oversees })))
        throw new Refusal('file_not_found')
      const { mediaType, content } = await getFileContent(reader, fileId)
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `inline; filename="picture.${mediaType.slice('image/'.length)}"`)
        .header('x-content-type-options', 'nosniff')
        .send(content)
    },
  })
}

function naming(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/shown-name',
    config: { audience: 'volunteer' },
    schema: { operationId: 'getMyNameChoice', tags, response: { 200: shape.NameChoice } },
    handler: async (request) => {
      const volunteerId = volunteerOf(request.caller.actor)
      const person = await findVolunteer(reader, volunteerId)
      if (person === undefined) throw new Refusal('wrong_door')
      const { adultAge } = await policiesOf(reader, person.regionPath)
      const whyNot = { showMyName: whyNotShowName(person, clock(), adultAge) }
      return { shows: whyNot.showMyName === null && (await showsName(reader, volunteerId)), whyNot }
    },
  })

  app.route({
    method: 'PUT',
    url: '/me/shown-name',
    config: { audience: 'volunteer', refuses: shape.nameRefuses },
    schema: {
      operationId: 'showMyName',
      tags,
      body: shape.ShowNameBody,
      response: { 200: shape.ShownName },
    },
    handler: (request) => perform(request.caller, showMyName, request.body),
  })
}

export function reportsRoutes(app: App, doors: Doors): void {
  telling(app, doors)
  reading(app, doors)
  picturing(app, doors)
  naming(app, doors)
}
