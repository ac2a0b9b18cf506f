/**
 * Loads the demo city: Huizhou as its notice of 2018 describes it, played by the program's own deeds
 * over the last fourteen months. Deterministic from a seed; no name or number of a living person.
 */
import type { Opened } from '../../db/open.ts'
import { hashPassword } from '../../features/accounts/index.ts'
import { addDays, dateIn, dayOfWeek, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Vault } from '../../vault.ts'
import { playAbsences, settlePast } from './absences.ts'
import type { City } from './city.ts'
import { playComplaints } from './complaints.ts'
import { playCrowd, playLeaders } from './crowd.ts'
import { holdDay, signInAll } from './door.ts'
import { playDraws } from './draws.ts'
import { playEvaluations } from './evaluating.ts'
import { playFamilies } from './families.ts'
import { playFollowing } from './following.ts'
import { countAll, setGoals } from './goals.ts'
import { lateThings } from './late.ts'
import { openOffices, OFFICERS } from './offices.ts'
import { crowdSignsUp, dayOf, decide, draftProject, submit, type ProjectOfCity } from './projecting.ts'
import { DEMO_PROJECTS, type DemoProject } from './projects.data.ts'
import { seeded, type Random } from './random.ts'
import { playSeries } from './series.ts'
import { DEMO_SIGN_INS, type DemoSignIn } from './sign-ins.ts'
import { momentOf, openStage } from './stage.ts'
import { playRunning } from './running.ts'
import { playTerms, withPictures } from './terms.ts'
import { playTrust } from './trusting.ts'
import { playWaiting } from './waiting.ts'

export const DEMO_PASSWORD = 'Zhiyuan-demo-2026'
const SEED = 441300
/** Of its own, so that the rest of the city stays as it is. */
const PICTURES_SEED = 28_028
const DAYS_BACK = 420
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Planned {
  plan: DemoProject
  startsAt: Date
  /** Its page shows a cover and a picture more. */
  pictured?: Random
}

/** Each kind of project every few weeks on its weekday, the last of them before today. */
function pastOf(random: Random, today: LocalDate): Planned[] {
  const planned: Planned[] = []
  for (const plan of DEMO_PROJECTS) {
    const back = (dayOfWeek(today) - plan.weekday + 7) % 7 || 7
    for (let weeks = random.between(0, 3); weeks < 46; weeks += random.between(7, 11))
      planned.push({ plan, startsAt: momentOf(addDays(today, -back - 7 * weeks), plan.hour) })
  }
  return planned.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
}

function comingOf(today: LocalDate): Planned[] {
  return DEMO_PROJECTS.map((plan, i) => {
    const ahead = (plan.weekday - dayOfWeek(today) + 7) % 7 || 7
    return { plan, startsAt: momentOf(addDays(today, ahead + (i % 3 === 2 ? 7 : 0)), plan.hour) }
  })
}

/** Who comes: people of the place first, and a core that comes again and again; nobody twice on one day. */
function wishesFor(city: City, project: ProjectOfCity, share: number) {
  const { random, people, busy, stage } = city
  const [shift] = project.shifts
  const day = dayOf(shift!.startsAt)
  const free = people.members.filter(
    (one) => one.joinedAt < stage.now() && busy.get(one.citizen.volunteerId)?.has(day) !== true,
  )
  return project.shifts.flatMap((shift) => {
    const count = Math.max(1, Math.round(shift.headcount * share))
    return random
      .sample(free, Math.min(count * 2, free.length))
      .sort((a, b) => Number(b.isCore) - Number(a.isCore))
      .slice(0, count)
      .map(({ citizen }) => {
        busy.set(citizen.volunteerId, (busy.get(citizen.volunteerId) ?? new Set()).add(day))
        free.splice(
          free.findIndex((one) => one.citizen === citizen),
          1,
        )
        return { citizen, shift }
      })
  })
}

async function publish(
  city: City,
  { plan, startsAt, pictured }: Planned,
  leadDays: number,
): Promise<ProjectOfCity> {
  const { stage, offices, people } = city
  const team = people.teams.get(plan.team)!
  stage.moveTo(new Date(startsAt.getTime() - leadDays * DAY_MS))
  const shown = pictured === undefined ? plan : await withPictures(stage, team, plan, pictured)
  const project = await draftProject(stage, team, shown, startsAt)
  await submit(stage, project)
  stage.moveTo(new Date(stage.now().getTime() + 5 * HOUR_MS))
  await decide(stage, offices, project)
  return project
}

/** Whom the operator meets first was once entered by the team: a record to say "not me" about. */
async function playPast(city: City): Promise<ProjectOfCity[]> {
  const { stage, random, people } = city
  const past: ProjectOfCity[] = []
  let wasThere = false
  for (const planned of pastOf(random, city.today)) {
    await playCrowd(city, new Date(planned.startsAt.getTime() - 3 * DAY_MS))
    const project = await publish(city, planned, 3)
    stage.moveTo(new Date(planned.startsAt.getTime() - DAY_MS))
    await crowdSignsUp(stage, project, wishesFor(city, project, 0.75 * random.next() + 0.25), true)
    const first = people.members[0]?.citizen
    const isThere = project.admitted.some(({ citizen }) => citizen === first)
    await holdDay(stage, random, project, isThere && !wasThere ? first : undefined)
    wasThere ||= isThere
    past.push(project)
  }
  return past
}

/** Three doors are open right now, so that the demo shows a day at work; the first volunteer is expected at one of them. */
async function playToday(city: City, now: Date): Promise<void> {
  const { stage, random, people, busy } = city
  const startsAt = new Date(Math.floor((now.getTime() - HOUR_MS) / (HOUR_MS / 2)) * (HOUR_MS / 2))
  const first = people.members[0]!.citizen
  for (const key of ['donghu', 'rivers', 'hospital']) {
    const plan = { ...DEMO_PROJECTS.find((one) => one.team === key)!, minutes: 240 }
    const project = await publish(city, { plan, startsAt }, 2)
    stage.moveTo(new Date(startsAt.getTime() - DAY_MS))
    if (key === 'donghu') {
      busy.set(first.volunteerId, new Set([...(busy.get(first.volunteerId) ?? []), dayOf(startsAt)]))
      await crowdSignsUp(stage, project, [{ citizen: first, shift: project.shifts[0]! }], true)
    }
    await crowdSignsUp(stage, project, wishesFor(city, project, 0.7), true)
    people.running.set(key, project)
  }
  for (const project of people.running.values()) {
    const early = project.admitted.filter(({ citizen }) => citizen !== first && random.chance(0.7))
    await signInAll(stage, random, project, early)
  }
}

async function playComing(city: City, now: Date): Promise<void> {
  const random = seeded(PICTURES_SEED)
  for (const [i, planned] of comingOf(city.today).entries()) {
    const leadDays = (planned.startsAt.getTime() - now.getTime()) / DAY_MS + 2
    const shown = i % 3 === 0 ? { ...planned, pictured: random } : planned
    const project = await publish(city, shown, leadDays)
    city.stage.moveTo(new Date(now.getTime() - 20 * HOUR_MS))
    await crowdSignsUp(city.stage, project, wishesFor(city, project, 0.3 + 0.4 * city.random.next()), true)
    if (i % 2 === 0) await crowdSignsUp(city.stage, project, wishesFor(city, project, 0.15), false)
  }
}

/** Who can sign in to the city. */
export function demoSignIns(): DemoSignIn[] {
  return [
    ...OFFICERS.map(({ grant, phone }) => ({ who: `${grant.bodyName}（${grant.role}）`, login: phone })),
    ...DEMO_SIGN_INS,
  ]
}

export interface DemoLoad {
  opened: Opened
  vault: Vault
  now: Date
  stop: AbortSignal
  tell(line: string): void
}

export async function loadDemo({ opened, vault, now, stop, tell }: DemoLoad): Promise<void> {
  const today = dateIn(ZONE, now)
  const random = seeded(SEED)
  const stage = openStage(opened, vault, momentOf(addDays(today, -DAYS_BACK), 9), stop)
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const offices = await openOffices(stage, passwordHash)
  await setGoals(stage, offices)
  tell('The demo city: leaders and teams …')
  const people = await playLeaders({ stage, random, offices, today, passwordHash })
  const city: City = { stage, random, offices, today, people, busy: new Map() }
  tell('The demo city: a year of projects …')
  const past = await playPast(city)
  await settlePast(city, past, now)
  await playCrowd(city, new Date(now.getTime() - 2 * DAY_MS))
  tell('The demo city: today and the days to come …')
  await playToday(city, now)
  await playComing(city, now)
  await playSeries(city, now)
  await playWaiting(city, now)
  await playRunning(city, now)
  await playAbsences(city, now)
  await playTerms(city, now)
  await playTrust(city, now)
  await playDraws(city, now)
  stage.moveTo(now)
  await lateThings(city, now)
  await playFamilies(city, now)
  await playComplaints(city, now)
  await playEvaluations(city, past, now)
  await playFollowing(city, now)
  stage.moveTo(now)
  await countAll(city)
}
