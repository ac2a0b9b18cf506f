/** The page of a project. It stands here because each shift answers whether its reader may sign up, and why not. */
import type { App, Doors } from '../../http/app.ts'
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { policiesOf, type Policies } from '../catalog/index.ts'
import {
  findProjectDetail,
  isPublished,
  isShownTo,
  openContactPhone,
  pairKey,
  ProjectParams,
  showDetail,
  showPositions,
  showShift,
  type ProjectDetail,
} from '../projects/index.ts'
import { findVolunteer } from '../volunteers/index.ts'
import { listCandidates } from './facts.store.ts'
import { whyNotWithdraw } from './leaving.rules.ts'
import { clashFacts } from './moves.rules.ts'
import { findOwnByShift, type OwnSignUp } from './own.store.ts'
import { seesContact, whyNotSignUp, type SignUpObstacle, type WantedShift } from './signups.rules.ts'
import { ProjectPageShape, projectRefuses } from './signups.shapes.ts'
import { listExcludedIds, listStandings } from './standing.store.ts'
import { NO_STANDING, questionsOf } from './terms.rules.ts'
import { whyNotAcceptOffer, wouldWait } from './waiting.rules.ts'

export function projectPageRoutes(app: App, { reader, clock, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId',
    config: { audience: 'public', refuses: projectRefuses },
    schema: {
      operationId: 'getProject',
      tags: ['signups'],
      params: ProjectParams,
      response: { 200: ProjectPageShape },
    },
    handler: async (request) => {
      const now = clock()
      const { actor } = request.caller
      const { detail, own } = await getShown(reader, actor, request.params.projectId as ProjectId, now)
      const policies = await policiesOf(reader, detail.regionPath)
      const positions = showPositions(detail.positions, (shift) => ({
        ...showShift(shift),
        waits: wouldWait(detail, shift, now),
        mine: showOwn(own.mine.get(shift.shiftId), detail, now),
        whyNot: answerAt(actor, { detail, own, policies }, shift, now),
      }))
      const isKnown = seesContact(
        actor,
        detail,
        [...own.mine.values()].map(({ status }) => status),
      )
      const contact = {
        contactPhone:
          isKnown || detail.contactPublic ? openContactPhone(vault, detail.contactPhoneEnc) : null,
        leaderName: isKnown || detail.leaderPublic ? detail.leaderName : null,
      }
      // What is not for everybody is not told here by its title either.
      const excludes = detail.excludes.filter((other) => other.isPublic)
      return { ...showDetail({ ...detail, excludes }, contact), positions }
    },
  })
}

/** P23. What of a project is there for this reader. Throws `project_not_found`. */
export async function getShown(reader: Doors['reader'], actor: Actor, projectId: ProjectId, now: Date) {
  const detail = await findProjectDetail(reader, projectId, now)
  if (detail === undefined || !isPublished(detail)) throw new Refusal('project_not_found')
  const own = await findReader(reader, actor, detail, now)
  if (!isShown(actor, detail, own)) throw new Refusal('project_not_found')
  return { detail, own }
}

const showOwn = (
  own: OwnSignUp | undefined,
  project: { status: string; withdrawHoursBefore: number; drawAt: Date | null },
  now: Date,
) =>
  own === undefined
    ? null
    : {
        signupId: own.signupId,
        status: own.status,
        position: own.position,
        ticket: own.ticket,
        answerBy: own.answerBy?.toISOString() ?? null,
        whyNot: {
          withdrawSignUp: whyNotWithdraw(own, project, now),
          acceptOffer: whyNotAcceptOffer(own, project, now),
          ...(own.clash === null ? {} : { facts: clashFacts(own.clash) }),
        },
      }

type Own = Awaited<ReturnType<typeof findReader>>

/** P23. */
const isShown = (actor: Actor, detail: ProjectDetail, own: Own): boolean =>
  isShownTo(detail.visibility, {
    isStaff: reachesTeam(actor, detail.teamPath, 'read') || reachesRegion(actor, detail.regionPath, 'read'),
    isWelcome: own.candidate !== null && own.standing.isWelcome,
    hasSignedUp: own.standing.hasSignedUp,
  })

function answerAt(
  actor: Actor,
  { detail, own, policies }: { detail: ProjectDetail; own: Own; policies: Policies },
  shift: WantedShift,
  now: Date,
) {
  const facts = { project: detail, shift, candidate: own.candidate, standing: own.standing, policies }
  const obstacle: SignUpObstacle | { reason: 'signed_out' } | null =
    actor.accountId === null ? { reason: 'signed_out' } : whyNotSignUp(facts, now)
  const { reason = null, ...more } = obstacle ?? {}
  return { signUp: reason, asks: questionsOf(facts), ...more }
}

/** The person who reads: their sign-ups here, and what decides about further ones. */
async function findReader(
  reader: Doors['reader'],
  { volunteerId }: Actor,
  { projectId, visibility }: ProjectDetail,
  now: Date,
) {
  const volunteer = volunteerId === null ? undefined : await findVolunteer(reader, volunteerId)
  if (volunteer === undefined)
    return {
      candidate: null,
      standing: NO_STANDING,
      mine: new Map() as Awaited<ReturnType<typeof findOwnByShift>>,
    }
  const [candidate = null] = await listCandidates(reader, [volunteer], now)
  const pair = { volunteerId: volunteer.volunteerId, projectId }
  const choosy = { projectId, visibility, excludedIds: await listExcludedIds(reader, projectId) }
  const standings = await listStandings(reader, new Map([[projectId, choosy]]), [pair])
  return {
    candidate,
    standing: standings.get(pairKey(pair)) ?? NO_STANDING,
    mine: await findOwnByShift(reader, projectId, volunteer.volunteerId),
  }
}
