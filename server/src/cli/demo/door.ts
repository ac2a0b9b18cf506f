/** A day at the door: most are scanned in and out, some forget to sign out, some are entered by the team afterwards. */
import { closeForgotten } from '../../features/hours/door.actions.ts'
import { enterHours } from '../../features/hours/hours.actions.ts'
import { findProjectsAtDoor } from '../../features/hours/people.store.ts'
import { recordScans } from '../../features/hours/scanning.actions.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { ScanId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { advance, type ProjectOfCity } from './projecting.ts'
import type { Random } from './random.ts'
import type { Citizen } from './registering.ts'
import type { Stage } from './stage.ts'

const MINUTE_MS = 60_000
const DAY_LIMIT_MINUTES = 1440
const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS)

type Admitted = ProjectOfCity['admitted']

async function scan(
  stage: Stage,
  project: ProjectOfCity,
  people: Admitted,
  direction: 'in' | 'out',
  timeOf: (index: number) => Date,
): Promise<void> {
  if (people.length === 0) return
  const atDoor = (await findProjectsAtDoor(stage.opened.db, [project.projectId])).get(project.projectId)
  if (atDoor === undefined) throw new Error('the project of the demo city is not there')
  const scans = people.map(({ citizen }, i) => ({
    scanId: uuidv7<ScanId>(stage.now()),
    way: 'code' as const,
    scannedAt: timeOf(i),
    direction,
    found: { volunteerId: citizen.volunteerId },
  }))
  await stage.play(project.team.leader, recordScans, [
    { actor: project.team.leader, project: atDoor, maxDayMinutes: DAY_LIMIT_MINUTES, scans },
  ])
}

export async function signInAll(
  stage: Stage,
  random: Random,
  project: ProjectOfCity,
  people: Admitted,
): Promise<void> {
  const startsAt = project.shifts[0]!.startsAt
  stage.moveTo(minutesAfter(startsAt, 6))
  await advance(stage)
  await scan(stage, project, people, 'in', () => minutesAfter(startsAt, random.between(-14, 5)))
}

/** `phoneless` left the phone at home, as one in eight does anyway; they stand on the team's list. */
export async function holdDay(
  stage: Stage,
  random: Random,
  project: ProjectOfCity,
  phoneless: Citizen | undefined,
): Promise<void> {
  const { endsAt } = project.shifts[0]!
  const onPaper = project.admitted.filter(({ citizen }) => random.chance(0.12) || citizen === phoneless)
  const scanned = project.admitted.filter((one) => !onPaper.includes(one) && random.chance(0.96))
  await signInAll(stage, random, project, scanned)
  const leaving = scanned.filter(() => random.chance(0.96))
  stage.moveTo(minutesAfter(endsAt, 20))
  await scan(stage, project, leaving, 'out', () => minutesAfter(endsAt, random.between(-8, 12)))
  stage.moveTo(minutesAfter(endsAt, 180))
  await advance(stage)
  if (leaving.length < scanned.length) await stage.play(SYSTEM, closeForgotten, undefined)
  if (onPaper.length === 0) return
  await stage.play(project.team.leader, enterHours, {
    projectId: project.projectId,
    entries: onPaper.map(({ signupId, shift }) => ({
      signupId,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      breakMinutes: 0,
      note: '手机没电，按签到表补记',
    })),
  })
}
