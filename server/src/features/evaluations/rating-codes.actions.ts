/** Codes for those who were served: made and ended by the team, used once by whoever was given one. */
import { randomInt } from 'node:crypto'
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { getProject, lockProject } from '../projects/index.ts'
import { getTeam, JOIN_CODE_ALPHABET, normalizeJoinCode } from '../teams/index.ts'
import { newEvaluationId } from './evaluations.actions.ts'
import { whyNotRateForTeam } from './evaluations.rules.ts'
import { insertRatings } from './evaluations.store.ts'
import {
  ratingCodeExpires,
  RATING_CODE_LENGTH,
  RATING_CODES_UNUSED_MAX,
  whyNotMakeRatingCodes,
  whyNotRateByCode,
} from './rating-codes.rules.ts'
import {
  countRatingCodes,
  insertRatingCodes,
  markRatingCodesEnded,
  takeRatingCode,
} from './rating-codes.store.ts'

const newRatingCode = (): string =>
  Array.from(
    { length: RATING_CODE_LENGTH },
    () => JOIN_CODE_ALPHABET[randomInt(JOIN_CODE_ALPHABET.length)],
  ).join('')

/** V11. The project is locked, so that two at once make no more than the greatest number. */
export async function makeRatingCodes(
  act: Act,
  { projectId, count }: { projectId: ProjectId; count: number },
): Promise<{ made: number }> {
  const project = await lockProject(act.tx, projectId)
  const team = await getTeam(act.tx, project.teamId)
  const { unused } = await countRatingCodes(act.tx, projectId, act.now)
  const facts = { max: RATING_CODES_UNUSED_MAX, left: Math.max(0, RATING_CODES_UNUSED_MAX - unused) }
  refuseIf(whyNotMakeRatingCodes(act.actor, project, team, { unused, count }), facts)
  await insertRatingCodes(act.tx, act.vault, {
    ...{ projectId, codes: Array.from({ length: count }, newRatingCode) },
    ...{ madeBy: accountOf(act.actor), madeAt: act.now, expiresAt: ratingCodeExpires(project, act.now) },
  })
  act.mark({ kind: 'project', id: projectId, facts: { count } })
  return { made: count }
}

export async function endRatingCodes(
  act: Act,
  { projectId }: { projectId: ProjectId },
): Promise<{ ended: number }> {
  refuseIf(whyNotRateForTeam(act.actor, await getProject(act.tx, projectId)))
  const ended = await markRatingCodesEnded(act.tx, projectId, act.now)
  if (ended === 0) throw new Refusal('no_rating_codes')
  act.mark({ kind: 'project', id: projectId, facts: { ended } })
  return { ended }
}

/** V12. Nothing is kept that leads from the rating to the code, or to a person. */
export async function rateAsRecipient(
  act: Act,
  input: { code: string; stars: number; words: string },
): Promise<void> {
  const { tx, vault, now } = act
  const given = normalizeJoinCode(input.code)
  const projectId =
    given === '' ? undefined : await takeRatingCode(tx, vault, given, { now, today: dateIn(ZONE, now) })
  refuseIf(whyNotRateByCode(given, projectId !== undefined))
  if (projectId === undefined) throw new Refusal('rating_code_wrong')
  const rating = { projectId, evaluationId: newEvaluationId(), side: 'by_recipient' as const }
  const said = { scores: [input.stars], words: input.words.trim() }
  const nobody = { volunteerId: null, writtenBy: null }
  await insertRatings(tx, [{ ...rating, ...said, ...nobody, ratedAt: now, closesAt: now }])
  act.mark({ kind: 'project', id: projectId })
}
