/** Well-formed requests about the projects of the gathering, as asks.ts gathers them. */
import { randomUUID } from 'node:crypto'
import type { FileId } from '../src/kernel/ids.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import { ask, nothing, ofReview, ofRunning, ofTeam, plain, type Asking } from './asking.ts'
import { projectForm } from './crews.ts'
import type { Gathering } from './parties.ts'

/** A picture that the team's leader has uploaded and no project shows yet. */
async function pictureOf({ server, team, leader }: Gathering): Promise<FileId> {
  const fileId = uuidv7<FileId>(server.now())
  const content = Buffer.from('picture')
  await server.db
    .insertInto('projectFiles')
    .values({
      fileId,
      teamId: team.teamId,
      uploadedBy: leader.accountId,
      mediaType: 'image/png',
      content,
      byteCount: content.length,
      createdAt: server.now(),
    })
    .execute()
  return fileId
}

export const PROJECT_ASKS: Readonly<Record<string, Asking>> = {
  checkProjectTitle: plain('/project-title?title=%E8%8A%B1%E5%B8%82%E5%BC%95%E5%AF%BC'),
  createProject: ofTeam('/projects', projectForm()),
  cancelCheckedProject: ofReview('check', 'project-check/cancel', { reason: '' }),
  getProject: ofRunning(''),
  getProjectCheck: ofReview('check', 'project-check'),
  getProjectPicture: async (here) => ask(`/project-files/${await pictureOf(here)}`),
  getPublishingWay: ofTeam('/publishing-way?isDangerous=false&acceptsMinors=false'),
  getTeamTrust: ofTeam('/trust'),
  getTeamProject: ({ team, draftId }) => ask(`/teams/${team.teamId}/projects/${draftId}`),
  insureProject: ({ draftId }) =>
    ask(`/projects/${draftId}/insurance`, {
      insurer: '中国人寿',
      policyNumber: 'P1',
      from: '2026-11-01',
      to: '2026-12-31',
    }),
  inviteToProject: ofRunning('/guests', { people: [{ volunteerNumber: 'x' }] }),
  listProjectGuests: ofRunning('/guests'),
  listProjectsForMe: plain('/me/projects'),
  resubmitProject: ofRunning('/resubmit', { note: '' }),
  reviewProjectCheck: ofReview('check', 'project-check', nothing),
  submitProject: ({ draftId }) => ask(`/projects/${draftId}/submit`, {}),
  trustTeam: ofTeam('/trust', { cause: '' }),
  untrustTeam: ofTeam('/trust/end', { cause: '' }),
  updateProject: ({ draftId }) => ask(`/projects/${draftId}`, projectForm()),
  uploadProjectPicture: ofTeam('/project-files', {}),
  withdrawProjectInvitation: ofRunning(`/guests/${randomUUID()}/withdraw`, {}),
}
