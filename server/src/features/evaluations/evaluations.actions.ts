/** Rating: by the team many at once, by the volunteer one project. The people are locked, so that both sides never pass each other. */
import { randomUUID } from 'node:crypto'
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { EvaluationId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { lockPeople } from '../hours/index.ts'
import { retireNotices } from '../notices/index.ts'
import { getProject } from '../projects/index.ts'
import { isThereFor } from '../signups/index.ts'
import {
  closesAt,
  scoresIn,
  whyNotRate,
  whyNotRateForTeam,
  whyNotRatePerson,
  type RatingReason,
  type Scores,
  type Side,
} from './evaluations.rules.ts'
import {
  insertRatings,
  listRatings,
  updateRating,
  type ChangedRating,
  type KeptRating,
  type NewRating,
} from './evaluations.store.ts'
import { listServices } from './served.store.ts'

/** A chance id: the moment in a usual one would tell the team which volunteer wrote the words. */
export const newEvaluationId = (): EvaluationId => randomUUID() as EvaluationId

interface Wish {
  side: 'by_team' | 'by_volunteer'
  volunteerId: VolunteerId
  scores: number[]
  words: string
}
type Planned =
  { reason: RatingReason } | { reason: null; rating: NewRating } | { reason: null; change: ChangedRating }

function planned(
  act: Act,
  projectId: ProjectId,
  wish: Wish,
  known: { services: Awaited<ReturnType<typeof listServices>>; ratings: readonly KeptRating[] },
): Planned {
  const { side, volunteerId, scores } = wish
  const words = wish.words.trim()
  const own = known.ratings.filter((one) => one.volunteerId === volunteerId)
  const given = own.find((one) => one.side === side)
  const isAnswered = own.some((one) => one.side !== side)
  const service = known.services.get(volunteerId) ?? null
  const reason = whyNotRate(service, given ?? null, isAnswered, act.now)
  if (reason !== null || service === null) return { reason: reason ?? 'not_served' }
  const writtenBy = accountOf(act.actor)
  if (given !== undefined)
    return { reason, change: { evaluationId: given.evaluationId, scores, words, writtenBy } }
  const rating = { projectId, evaluationId: newEvaluationId(), side, volunteerId, scores, words, writtenBy }
  return { reason, rating: { ...rating, ratedAt: act.now, closesAt: closesAt(service) } }
}

async function rate(act: Act, projectId: ProjectId, wishes: readonly Wish[]): Promise<Planned[]> {
  const people = [...new Set(wishes.map(({ volunteerId }) => volunteerId))]
  await lockPeople(act.tx, people)
  const services = await listServices(act.tx, projectId, people)
  const ratings = await listRatings(act.tx, projectId, people)
  const plans = wishes.map((wish) => planned(act, projectId, wish, { services, ratings }))
  await insertRatings(
    act.tx,
    plans.flatMap((plan) => ('rating' in plan ? [plan.rating] : [])),
  )
  for (const plan of plans) if ('change' in plan) await updateRating(act.tx, projectId, plan.change, act.now)
  return plans
}

export interface VolunteerRating {
  volunteerId: VolunteerId
  scores: Scores<'by_team'>
  words: string
}
export interface RatingResult {
  volunteerId: VolunteerId
  outcome: 'rated' | 'changed' | 'refused'
  reason: RatingReason | 'own_evaluation' | null
}

/** V2, V6. Each person has an answer of their own; what is refused for one holds nobody else up. */
export async function rateVolunteers(
  act: Act,
  { projectId, ratings }: { projectId: ProjectId; ratings: readonly VolunteerRating[] },
): Promise<RatingResult[]> {
  const project = await getProject(act.tx, projectId)
  refuseIf(whyNotRateForTeam(act.actor, project))
  // Whoever is named twice is rated as was said last.
  const wanted = [...new Map(ratings.map((one) => [one.volunteerId, one])).values()]
  const others = wanted.filter(({ volunteerId }) => whyNotRatePerson(act.actor, volunteerId) === null)
  const side: Side = 'by_team'
  const wishes = others.map((one) => ({ ...one, side, scores: scoresIn(side, one.scores) }))
  const plans = await rate(act, projectId, wishes)
  const results = others.map(({ volunteerId }, i): RatingResult => {
    const plan = plans[i]!
    if (plan.reason !== null) return { volunteerId, outcome: 'refused', reason: plan.reason }
    const outcome = 'rating' in plan ? 'rated' : 'changed'
    act.mark({ kind: 'project', id: projectId, volunteerId, facts: { outcome } })
    return { volunteerId, outcome, reason: null }
  })
  const refused = wanted
    .filter(({ volunteerId }) => whyNotRatePerson(act.actor, volunteerId) !== null)
    .map(({ volunteerId }): RatingResult => ({ volunteerId, outcome: 'refused', reason: 'own_evaluation' }))
  return [...results, ...refused]
}

/** V2. Whoever served rates the project. */
export async function rateProject(
  act: Act,
  input: { projectId: ProjectId; scores: Scores<'by_volunteer'>; words: string },
): Promise<{ outcome: 'rated' | 'changed' }> {
  const { projectId, words } = input
  if (!(await isThereFor(act.tx, act.actor, projectId))) throw new Refusal('project_not_found')
  const volunteerId = volunteerOf(act.actor)
  const side: Side = 'by_volunteer'
  const wish = { side, volunteerId, words, scores: scoresIn(side, input.scores) } as const
  const [plan] = await rate(act, projectId, [wish])
  refuseIf(plan!.reason)
  const accountIds = [accountOf(act.actor)]
  const link = `/my/evaluations/${projectId}` as const
  await retireNotices(act.tx, { accountIds, kind: 'evaluation_wanted', link }, act.now)
  const outcome = 'rating' in plan! ? 'rated' : 'changed'
  act.mark({ kind: 'project', id: projectId, facts: { outcome } })
  return { outcome }
}
