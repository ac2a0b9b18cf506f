/** The questions about signing up, for asks.ts. */
import { randomUUID } from 'node:crypto'
import { ask, nothing, ofRunning, type Asking } from './asking.ts'

const ofOwn =
  (deed: string, body: object = {}): Asking =>
  ({ signupId }) =>
    ask(`/me/signups/${signupId}/${deed}`, body)

export const SIGN_UP_ASKS: Readonly<Record<string, Asking>> = {
  answerMove: ofOwn('answer-move', { comes: true }),
  acceptOffer: ({ signupId }) => ask(`/me/signups/${signupId}/accept`),
  changeSignUp: ({ signupId, running }) =>
    ask(`/me/signups/${signupId}/change`, { shiftId: running.shiftIds[0] }),
  decideSignUps: ofRunning('/signup-decisions', { decisions: [{ signupId: randomUUID(), ...nothing }] }),
  declineOffer: ({ signupId }) => ask(`/me/signups/${signupId}/decline`),
  getProjectDraw: ofRunning('/draw'),
  listDrawEntries: ofRunning('/draw/entries'),
  listChangeChoices: ({ signupId }) => ask(`/me/signups/${signupId}/choices`),
  reportAbsence: ofOwn('absence', { reason: '' }),
  signUp: ({ running }) =>
    ask(`/projects/${running.projectId}/signups`, { shiftId: running.shiftIds[0], riskAccepted: false }),
  withdrawSignUp: ofOwn('withdraw'),
}
