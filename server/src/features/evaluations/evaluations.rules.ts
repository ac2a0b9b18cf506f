/**
 * Evaluations, decided: who rates whom, until when, who reads what of it, and whose name a page of what was done may
 * show. Pure. V-numbers are those of docs/rules/evaluations.md.
 */
import { reachesRegion, reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { FileId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { maskName } from '../../kernel/masking.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import { isShownTo, type Visibility } from '../projects/terms.rules.ts'
import { whyNotOversee, type OverseeingReason, type OverseenTeam } from '../teams/standing.rules.ts'
import { isMinor } from '../volunteers/registration.rules.ts'

export const SCORE_MAX = 5
export const WORDS_MAX = 500
export const WINDOW_DAYS = 7
/** V10. Averages, and words of volunteers, are told from so many ratings on. */
export const TOLD_FROM = 3
const DAY_MS = 86_400_000

export type Side = 'by_team' | 'by_volunteer' | 'by_recipient'
/** V1. What each side rates, in the order in which the scores are kept. */
export const ASPECTS = {
  by_team: ['punctuality', 'attitude', 'skill'],
  by_volunteer: ['training', 'teamwork', 'planKept'],
  by_recipient: ['stars'],
} as const satisfies Record<Side, readonly string[]>
export type Aspect<S extends Side> = (typeof ASPECTS)[S][number]
export type Scores<S extends Side> = Record<Aspect<S>, number>

export const scoresIn = <S extends Side>(side: S, scores: Scores<S>): number[] =>
  (ASPECTS[side] as readonly Aspect<S>[]).map((aspect) => scores[aspect])
export const scoresOf = <S extends Side>(side: S, kept: readonly number[]): Scores<S> =>
  Object.fromEntries(
    (ASPECTS[side] as readonly Aspect<S>[]).map((aspect, i) => [aspect, kept[i] ?? 0]),
  ) as Scores<S>

export interface Service {
  /** V3. The end of the last shift served, or when its hours were recorded where the door had not seen the person. */
  knownAt: Date
}
export const closesAt = ({ knownAt }: Service): Date => new Date(knownAt.getTime() + WINDOW_DAYS * DAY_MS)

export interface Given {
  closesAt: Date
  changedAt: Date | null
}
/** V5. The other side's rating is read when both have rated, or when the time of the one that is there is over. */
export const isShown = (given: Given, isAnswered: boolean, now: Date): boolean =>
  isAnswered || now >= given.closesAt

export type RatingReason =
  'not_served' | 'evaluation_not_open' | 'evaluation_over' | 'evaluation_shown' | 'evaluation_changed'
/** V2–V5. One's own rating is given in the window and changed once, as long as it has not been read. */
export function whyNotRate(
  service: Service | null,
  given: Given | null,
  isAnswered: boolean,
  now: Date,
): RatingReason | null {
  if (service === null) return 'not_served'
  if (given !== null) {
    if (now >= given.closesAt) return 'evaluation_over'
    if (isAnswered) return 'evaluation_shown'
    return given.changedAt === null ? null : 'evaluation_changed'
  }
  if (now < service.knownAt) return 'evaluation_not_open'
  return now >= closesAt(service) ? 'evaluation_over' : null
}

interface OfTeam {
  projectId: ProjectId
  teamPath: string
  regionPath: string
}
/** V6. Whoever decides for the team rates for it. */
export const whyNotRateForTeam = (actor: Actor, project: Pick<OfTeam, 'teamPath'>): 'not_your_team' | null =>
  reachesTeam(actor, project.teamPath, 'decide') ? null : 'not_your_team'
/** V6. Nobody rates themselves. */
export const whyNotRatePerson = (actor: Actor, volunteerId: VolunteerId): 'own_evaluation' | null =>
  actor.volunteerId === volunteerId ? 'own_evaluation' : null

/** The people served with, by name, are for those who rate them. */
export type ServedScope = Minted<{ projectId: ProjectId }>
export const servedVisibleTo = (actor: Actor, project: OfTeam): ServedScope | null =>
  whyNotRateForTeam(actor, project) === null ? mint({ projectId: project.projectId }) : null

/** V9. Averages and words without names: for those who read about the team's people, and for the authorities of its region. */
export type RatingsScope = Minted<{ projectId: ProjectId }>
export function ratingsVisibleTo(actor: Actor, project: OfTeam): RatingsScope | null {
  const reads =
    reachesTeam(actor, project.teamPath, 'read_people') || reachesRegion(actor, project.regionPath, 'read')
  return reads ? mint({ projectId: project.projectId }) : null
}
export const whyNotReadRatings = (actor: Actor): 'not_your_team' | 'not_your_region' =>
  actor.grants.some(({ teamPath }) => teamPath !== null) ? 'not_your_team' : 'not_your_region'

/** V10. The mean of some scores, to one decimal, or nothing while there are too few. */
export const averageOf = (count: number, mean: number | null): number | null =>
  mean === null || count < TOLD_FROM ? null : Math.round(mean * 10) / 10

export type HidingReason = OverseeingReason | 'cause_missing' | 'already_hidden'
/** V16. Words that break the law are hidden by whoever oversees the team, never by the team itself. */
export function whyNotHide(
  actor: Actor,
  team: OverseenTeam,
  known: { isHidden: boolean; because: string },
): HidingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (known.isHidden) return 'already_hidden'
  return known.because.trim() === '' ? 'cause_missing' : null
}
export type AskingReason = 'evaluation_not_found' | 'already_asked' | 'already_hidden' | 'cause_missing'
/** V17. Of words that the team wrote about them, once they may read them. */
export function whyNotAskToHide(
  theirs: { words: string; hiddenBecause: string | null; hidingAskedAt: Date | null } | null,
  because: string | null,
): AskingReason | null {
  if (theirs === null || theirs.words === '') return 'evaluation_not_found'
  if (theirs.hiddenBecause !== null) return 'already_hidden'
  if (theirs.hidingAskedAt !== null) return 'already_asked'
  return because?.trim() === '' ? 'cause_missing' : null
}

export type ShowingReason = OverseeingReason | 'not_hidden'
/** V16. What was hidden is shown again by whoever oversees the team, mended or not. */
export function whyNotShowAgain(
  actor: Actor,
  team: OverseenTeam,
  known: { isHidden: boolean },
): ShowingReason | null {
  return whyNotOversee(actor, team) ?? (known.isHidden ? null : 'not_hidden')
}
export const mayHide = (actor: Actor, team: OverseenTeam): OverseeingReason | null =>
  whyNotOversee(actor, team)

const OVER: readonly ProjectStatus[] = ['ended', 'closed']
export const isOver = (status: ProjectStatus): boolean => OVER.includes(status)

/** V14. A project that not everybody may find (P23) tells what was done to those who served there, and to its staff. */
export const readsDone = (
  actor: Actor,
  project: Pick<OfTeam, 'teamPath' | 'regionPath'>,
  known: { visibility: Visibility; hasServed: boolean },
): boolean => {
  const isStaff =
    reachesTeam(actor, project.teamPath, 'read') || reachesRegion(actor, project.regionPath, 'read')
  return isShownTo(known.visibility, { isStaff, isWelcome: false, hasSignedUp: known.hasServed })
}

export type ReportingReason = 'not_your_team' | 'team_not_active' | 'project_not_ended'
/** V13. The team tells what was done after the end. */
export function whyNotReport(
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
  team: { status: string },
): ReportingReason | null {
  if (!reachesTeam(actor, project.teamPath, 'decide')) return 'not_your_team'
  if (team.status !== 'active') return 'team_not_active'
  return isOver(project.status) ? null : 'project_not_ended'
}

/** What of a report was read before it was hidden. */
export interface ReportWords {
  words: string
  peopleServed: number | null
  pictures: readonly { fileId: FileId; caption: string }[]
}
/** V16. Saved again as it was, it is not mended. */
export const isSameReport = (one: ReportWords, other: ReportWords): boolean =>
  one.words === other.words &&
  one.peopleServed === other.peopleServed &&
  one.pictures.length === other.pictures.length &&
  one.pictures.every(({ fileId, caption }, i) => {
    const picture = other.pictures[i]
    return picture?.fileId === fileId && picture.caption === caption
  })

export interface Consenting {
  name: string
  birthDate: LocalDate
  isWard: boolean
}
/** V15. Of those who said yes, grown up when they served and in nobody's care, the masked names. */
export const namesShown = (people: readonly Consenting[], startsAt: Date, adultAge: number): string[] =>
  people
    .filter(({ isWard, birthDate }) => !isWard && !isMinor(birthDate, dateIn(ZONE, startsAt), adultAge))
    .map(({ name }) => maskName(name))

/** V15. A minor is not asked. */
export const whyNotShowName = (
  person: { birthDate: LocalDate },
  now: Date,
  adultAge: number,
): 'minor_never_named' | null =>
  isMinor(person.birthDate, dateIn(ZONE, now), adultAge) ? 'minor_never_named' : null
