/** What both sides of the demo city thought of its projects, what was done, and who lets their masked name be read there. */
import { rateProject, rateVolunteers } from '../../features/evaluations/evaluations.actions.ts'
import { makeRatingCodes, rateAsRecipient } from '../../features/evaluations/rating-codes.actions.ts'
import { listUnusedCodes } from '../../features/evaluations/rating-codes.store.ts'
import { publishProjectReport, showMyName } from '../../features/evaluations/reports.actions.ts'
import { listServices } from '../../features/evaluations/served.store.ts'
import { uploadTeamFile } from '../../features/teams/files.actions.ts'
import { GUEST } from '../../kernel/actor.ts'
import type { FileId } from '../../kernel/ids.ts'
import type { City } from './city.ts'
import { OTHER_REPORT, RECIPIENTS_SAID, REPORTS, TEAMS_SAID, VOLUNTEERS_SAID } from './evaluations.data.ts'
import { drawnPicture } from './drawing.ts'
import type { ProjectOfCity } from './projecting.ts'
import { seeded, type Random } from './random.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Of its own, so that the rest of the city stays as it is. */
const SEED = 310_031
const TOLD_BACK_DAYS = 120
const RECENT_DAYS = 7
const CODES = 12
const ADULT = 18

const stars = (random: Random): number => (random.chance(0.6) ? 5 : random.chance(0.75) ? 4 : 3)
const said = (random: Random, words: readonly string[]): string =>
  random.chance(0.45) ? random.pick(words) : ''

async function servedAt(city: City, { projectId, admitted }: ProjectOfCity) {
  const people = admitted.map(({ citizen }) => citizen.volunteerId)
  const services = await listServices(city.stage.opened.db, projectId, people)
  return admitted.filter(({ citizen }) => services.has(citizen.volunteerId)).map(({ citizen }) => citizen)
}

/** Most are rated and most rate; nobody's stars are filled in for them. */
async function rateBothWays(city: City, random: Random, project: ProjectOfCity, endsAt: Date): Promise<void> {
  const { stage, people } = city
  const { projectId, team } = project
  const served = await servedAt(city, project)
  stage.moveTo(new Date(endsAt.getTime() + 26 * HOUR_MS))
  const isRecent = endsAt.getTime() > momentBefore(city, RECENT_DAYS)
  const first = people.members[0]?.citizen
  for (const citizen of served) {
    // The first volunteer finds something to rate in the days after.
    if (!random.chance(0.7) || (isRecent && citizen === first)) continue
    const scores = { training: stars(random), teamwork: stars(random), planKept: stars(random) }
    await stage.play(citizen.actor, rateProject, { projectId, scores, words: said(random, VOLUNTEERS_SAID) })
  }
  const ratings = served
    .filter(
      ({ volunteerId }) => volunteerId !== team.leader.volunteerId && random.chance(isRecent ? 0.4 : 0.85),
    )
    .map(({ volunteerId }) => ({
      volunteerId,
      scores: { punctuality: stars(random), attitude: stars(random), skill: stars(random) },
      words: said(random, TEAMS_SAID),
    }))
  if (ratings.length > 0) await stage.play(team.leader, rateVolunteers, { projectId, ratings })
}

async function rateByCodes(city: City, random: Random, { projectId, team }: ProjectOfCity): Promise<void> {
  const { stage } = city
  await stage.play(team.leader, makeRatingCodes, { projectId, count: CODES })
  const { db } = stage.opened
  const codes = await listUnusedCodes(db, stage.vault, { projectId, limit: CODES }, stage.now())
  for (const { code } of codes.slice(0, random.between(3, 6)))
    await stage.play(GUEST, rateAsRecipient, {
      code,
      stars: stars(random),
      words: said(random, RECIPIENTS_SAID),
    })
}

async function tellOf(city: City, random: Random, project: ProjectOfCity): Promise<void> {
  const { stage } = city
  const { team, projectId } = project
  const report = REPORTS[project.title] ?? OTHER_REPORT
  const pictures: { fileId: FileId; caption: string }[] = []
  for (const caption of report.captions) {
    const { fileId } = await stage.play(team.leader, uploadTeamFile, await drawnPicture(random))
    pictures.push({ fileId, caption })
  }
  const { words, served: peopleServed } = report
  await stage.play(team.leader, publishProjectReport, { projectId, words, peopleServed, pictures })
}

const momentBefore = ({ today }: City, days: number): number => Date.parse(today) - days * DAY_MS

export async function playEvaluations(city: City, past: readonly ProjectOfCity[], now: Date): Promise<void> {
  const { stage, people } = city
  const random = seeded(SEED)
  const told = new Set<string>()
  const late = past.filter(({ shifts }) => shifts[0]!.endsAt.getTime() > momentBefore(city, TOLD_BACK_DAYS))
  // The latest of each kind comes first, for its page is the one that is told of.
  for (const project of [...late].reverse()) {
    const { endsAt } = project.shifts[0]!
    if (endsAt.getTime() + 50 * HOUR_MS > now.getTime()) continue
    await rateBothWays(city, random, project, endsAt)
    if (told.has(project.title)) continue
    told.add(project.title)
    stage.moveTo(new Date(endsAt.getTime() + 48 * HOUR_MS))
    await rateByCodes(city, random, project)
    await tellOf(city, random, project)
  }
  stage.moveTo(now)
  for (const { citizen, isCore } of people.members)
    if (isCore && citizen.age > ADULT && random.chance(0.5))
      await stage.play(citizen.actor, showMyName, { shows: true })
}
