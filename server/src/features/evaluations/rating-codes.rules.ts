/** Codes for those who were served. Pure. V-numbers are those of docs/rules/evaluations.md. */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import { isPublic, type ProjectStatus } from '../projects/projects.rules.ts'

/** V11. Thirteen signs of 28 are 62 bits. */
export const RATING_CODE_LENGTH = 13
export const RATING_CODES_AT_ONCE = 60
export const RATING_CODES_UNUSED_MAX = 300
const VALID_DAYS = 30
const DAY_MS = 86_400_000

/** V11. A code lives until thirty days after the end, or after it was made where that is later. */
export const ratingCodeExpires = ({ endsAt }: { endsAt: Date }, now: Date): Date =>
  new Date(Math.max(endsAt.getTime(), now.getTime()) + VALID_DAYS * DAY_MS)

export type MakingReason =
  'not_your_team' | 'team_not_active' | 'project_not_published' | 'too_many_rating_codes'
export function whyNotMakeRatingCodes(
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
  team: { status: string },
  wanted: { unused: number; count: number },
): MakingReason | null {
  if (!reachesTeam(actor, project.teamPath, 'decide')) return 'not_your_team'
  if (team.status !== 'active') return 'team_not_active'
  if (!isPublic(project.status)) return 'project_not_published'
  return wanted.unused + wanted.count > RATING_CODES_UNUSED_MAX ? 'too_many_rating_codes' : null
}

/** V12. A wrong code, a used one, an ended one and one that is too old get one answer. */
export const whyNotRateByCode = (
  given: string,
  isLive: boolean,
): 'rating_code_missing' | 'rating_code_wrong' | null =>
  given === '' ? 'rating_code_missing' : isLive ? null : 'rating_code_wrong'
