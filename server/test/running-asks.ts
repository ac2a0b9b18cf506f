/** The questions about running a project, for asks.ts. */
import { ask, nothing, ofReview, ofRunning, type Asking } from './asking.ts'
import { projectForm } from './crews.ts'

const ofShift =
  (deed: string, body?: object): Asking =>
  ({ running }) =>
    ask(`/projects/${running.projectId}/shifts/${running.shiftIds[0]}/${deed}`, body)

export const RUNNING_ASKS: Readonly<Record<string, Asking>> = {
  cancelProject: ofRunning('/cancel', { reason: '' }),
  cancelShift: ofShift('cancel', { reason: '' }),
  changeHeadcount: ofShift('headcount', { headcount: 1, leaving: ['00000000-0000-7000-8000-000000000000'] }),
  closeProject: ofRunning('/close'),
  discardProject: ({ draftId }) => ask(`/projects/${draftId}/discard`, {}),
  extendProject: ofRunning('/extend', {
    shifts: [
      {
        positionId: '00000000-0000-7000-8000-000000000000',
        startsAt: '2026-12-01T01:00:00Z',
        endsAt: '2026-12-01T02:00:00Z',
        ...{ breakMinutes: 0, headcount: 1 },
      },
    ],
  }),
  changePublishedProject: ({ running }) => {
    const { positions: _, exclusionsConfirmed: __, ...form } = projectForm({ title: '' })
    return ask(`/projects/${running.projectId}/published`, { ...form, formVersion: 0 })
  },
  getProjectChange: ofRunning('/change'),
  getProjectChangeReview: ofReview('projectChange', 'project-change'),
  reviewProjectChange: ofReview('projectChange', 'project-change', nothing),
  withdrawProjectChange: ofRunning('/change/withdraw'),
  addShifts: ofRunning('/shifts', {
    shifts: [
      {
        startsAt: '2026-12-01T01:00:00Z',
        endsAt: '2026-12-01T02:00:00Z',
        ...{ breakMinutes: 0, headcount: 1 },
      },
    ],
  }),
  getProjectRunning: ofRunning('/running'),
  moveShift: ofShift('move', {
    startsAt: '2026-12-01T01:00:00Z',
    endsAt: '2026-12-01T02:00:00Z',
    reason: '',
  }),
  previewMove: ofShift('move?startsAt=2026-12-01T01:00:00Z&endsAt=2026-12-01T02:00:00Z'),
  listPlaceHolders: ofShift('holders'),
  pauseRecruiting: ofRunning('/pause', { reason: 'weather' }),
  resumeRecruiting: ofRunning('/resume'),
  withdrawSubmission: ({ draftId }) => ask(`/projects/${draftId}/withdraw-submission`, {}),
}
