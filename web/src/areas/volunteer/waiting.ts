// What waits for something from me, gathered from the answers that are there anyway.
import type { Item, Output } from '../../api/types'
import type { Format } from '../../lib/format'
import type { TextKey, TextParams } from '../../lib/i18n'
import { isForgotten, type SignUp } from './shift'

type Notice = Item<'listMyNotices'>
type Invitation = Item<'listMyInvitations'>
type Service = Item<'listMyEvaluations'>
type Proposal = Output<'listMyLeaderProposals'>['items'][number]

export interface Waiting {
  id: string
  title: TextKey
  text: string | { key: TextKey; params: TextParams }
  button: TextKey
  to: string
}

interface AskingKind {
  title: TextKey
  button: TextKey
  to: string
}

/** Kinds of notice that ask for a step; the others only tell. */
const asking: Readonly<Record<string, AskingKind>> = {
  proof_superseded: {
    title: 'volunteer.waiting.proof',
    button: 'volunteer.waiting.proof_button',
    to: '/my/proofs',
  },
  registered_again: {
    title: 'volunteer.waiting.registered_again',
    button: 'volunteer.waiting.look',
    to: '/my/notices',
  },
  membership_refused: {
    title: 'volunteer.waiting.membership',
    button: 'volunteer.waiting.membership_button',
    to: '/teams',
  },
  signup_refused: {
    title: 'volunteer.waiting.signup',
    button: 'volunteer.waiting.signup_button',
    to: '/my/projects',
  },
  family_head_offered: {
    title: 'volunteer.waiting.family_head',
    button: 'volunteer.waiting.invitation_button',
    to: '/my/family',
  },
  hours_reversed: { title: 'volunteer.waiting.reversed', button: 'volunteer.waiting.look', to: '/my/hours' },
}
const TOLD_BY: readonly string[] = ['title', 'activityName', 'teamName', 'familyName', 'proofNumber']

function fromNotice(notice: Notice): Waiting | null {
  const kind = asking[notice.kind]
  if (kind === undefined || notice.readAt !== null) return null
  const about = TOLD_BY.map((name) => notice.facts[name]).find((fact) => typeof fact === 'string')
  return { id: notice.noticeId, ...kind, text: typeof about === 'string' ? about : '' }
}

const fromShift = (signUp: SignUp): Waiting => ({
  id: signUp.signupId,
  title: 'volunteer.waiting.forgotten',
  text:
    signUp.leaderName === null
      ? { key: 'volunteer.waiting.forgotten_text_bare', params: { title: signUp.title } }
      : {
          key: 'volunteer.waiting.forgotten_text',
          params: { title: signUp.title, leader: signUp.leaderName },
        },
  button: 'volunteer.waiting.look',
  to: `/projects/${signUp.projectId}`,
})

const fromInvitation = ({ invitationId, teamName }: Invitation): Waiting => ({
  id: invitationId,
  title: 'volunteer.waiting.invitation',
  text: teamName,
  button: 'volunteer.waiting.invitation_button',
  to: '/my/me/teams',
})

const fromProposal = ({ proposalId, team }: Proposal): Waiting => ({
  id: proposalId,
  title: 'volunteer.waiting.leadership',
  text: team.name,
  button: 'volunteer.waiting.invitation_button',
  to: '/my/me/teams',
})

const fromService = ({ projectId, title }: Service): Waiting => ({
  id: `evaluation-${projectId}`,
  title: 'volunteer.waiting.evaluation',
  text: title,
  button: 'volunteer.waiting.evaluation_button',
  to: `/my/evaluations/${projectId}`,
})

const fromOffer = ({ signupId, title, startsAt, endsAt, answerBy }: SignUp, f: Format): Waiting => ({
  id: signupId,
  title: 'waiting.home_offer',
  text: {
    key: 'waiting.home_offer_text',
    params: { title, span: f.dayTimeRange(startsAt, endsAt), until: f.moment(answerBy ?? startsAt) },
  },
  button: 'waiting.home_button',
  to: '/my/projects?tab=mine',
})

const fromMove = ({ signupId, title, startsAt, endsAt, move }: SignUp, f: Format): Waiting => ({
  id: `move-${signupId}`,
  title: 'altering.home_title',
  text: {
    key: 'altering.home_text',
    params: { title, span: f.dayTimeRange(startsAt, endsAt), until: f.moment(move?.answerBy ?? startsAt) },
  },
  button: 'altering.home_button',
  to: '/my/projects?tab=mine',
})

export interface Gathered {
  upcoming: readonly SignUp[]
  past: readonly SignUp[]
  proposals: readonly Proposal[]
  invitations: readonly Invitation[]
  notices: readonly Notice[]
  services: readonly Service[]
}
/** A place that is held for me comes first, since it does not wait long; then a new time that waits for my word. */
export function waitingFor(gathered: Gathered, f: Format, now: number): Waiting[] {
  const { upcoming, past, proposals, invitations, notices, services } = gathered
  const offers = upcoming.filter(({ whyNot }) => whyNot.declineOffer === null)
  const moves = upcoming.filter(({ move, signedInAt }) => move !== null && signedInAt === null)
  const unrated = services.filter(({ mine, whyNot }) => mine === null && whyNot.rateProject === null)
  const forgotten = past.filter((signUp) => isForgotten(signUp, now)).map(fromShift)
  return [
    ...offers.map((one) => fromOffer(one, f)),
    ...moves.map((one) => fromMove(one, f)),
    ...forgotten,
    ...proposals.map(fromProposal),
    ...invitations.map(fromInvitation),
    ...notices.map(fromNotice).filter((one) => one !== null),
    ...unrated.map(fromService),
  ]
}
