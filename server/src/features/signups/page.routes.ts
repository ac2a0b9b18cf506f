/** The page of a project. It stands here because each shift answers whether its reader may sign up, and why not. */
import type { App, Doors } from '../../http/app.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import {
  findProjectDetail,
  isPublic,
  openContactPhone,
  ProjectParams,
  showDetail,
  showPositions,
  showShift,
} from '../projects/index.ts'
import { findVolunteer } from '../volunteers/index.ts'
import { listCandidates } from './facts.store.ts'
import { whyNotWithdraw } from './leaving.rules.ts'
import { findOwnByShift, type OwnSignUp } from './own.store.ts'
import { seesContactPhone, whyNotSignUp, type SignUpObstacle, type WantedShift } from './signups.rules.ts'
import { ProjectPageShape, projectRefuses } from './signups.shapes.ts'
import { wouldWait } from './waiting.rules.ts'

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
      const detail = await findProjectDetail(reader, request.params.projectId as ProjectId, now)
      if (detail === undefined || !isPublic(detail.status)) throw new Refusal('project_not_found')
      const { actor } = request.caller
      const own = await findReader(reader, actor, detail.projectId, now)
      const policies = await policiesOf(reader, detail.regionPath)
      const obstacleAt = (shift: WantedShift): SignUpObstacle | { reason: 'signed_out' } | null =>
        actor.accountId === null
          ? { reason: 'signed_out' }
          : whyNotSignUp({ project: detail, shift, candidate: own.candidate, policies }, now)
      const phone = seesContactPhone(
        actor,
        detail,
        [...own.mine.values()].map(({ status }) => status),
      )
        ? openContactPhone(vault, detail.contactPhoneEnc)
        : null
      const positions = showPositions(detail.positions, (shift) => {
        const { reason = null, ...facts } = obstacleAt(shift) ?? {}
        return {
          ...showShift(shift),
          waits: wouldWait(detail, shift, now),
          mine: showOwn(own.mine.get(shift.shiftId), detail, now),
          whyNot: { signUp: reason, ...facts },
        }
      })
      return { ...showDetail(detail, phone), positions }
    },
  })
}

const showOwn = (own: OwnSignUp | undefined, policy: { withdrawHoursBefore: number }, now: Date) =>
  own === undefined
    ? null
    : {
        signupId: own.signupId,
        status: own.status,
        position: own.position,
        answerBy: own.answerBy?.toISOString() ?? null,
        whyNot: { withdrawSignUp: whyNotWithdraw(own, policy, now) },
      }

/** The person who reads: their sign-ups here, and what decides about further ones. */
async function findReader(reader: Doors['reader'], { volunteerId }: Actor, projectId: ProjectId, now: Date) {
  const volunteer = volunteerId === null ? undefined : await findVolunteer(reader, volunteerId)
  if (volunteer === undefined)
    return { candidate: null, mine: new Map() as Awaited<ReturnType<typeof findOwnByShift>> }
  const [candidate = null] = await listCandidates(reader, [volunteer], now)
  return { candidate, mine: await findOwnByShift(reader, projectId, volunteer.volunteerId) }
}
