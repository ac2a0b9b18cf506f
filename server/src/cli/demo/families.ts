/** Families of the demo city: two of adults, and the first volunteer's with a child; two evenings that they served together. */
import { foundFamily } from '../../features/families/families.actions.ts'
import { renewFamilyCode } from '../../features/families/family-codes.actions.ts'
import { addFamilyWard, joinFamily, showFamilyHours } from '../../features/families/family-members.actions.ts'
import { addDays } from '../../kernel/local-date.ts'
import type { City } from './city.ts'
import { holdDay } from './door.ts'
import { demoPerson } from './people.ts'
import { crowdSignsUp, decide, draftProject, submit } from './projecting.ts'
import { DEMO_PROJECTS } from './projects.data.ts'
import { answerRequests, askToJoin, register, verifyCitizen, type Citizen } from './registering.ts'
import { momentOf } from './stage.ts'

const DAY_MS = 86_400_000
const FOUNDED_DAYS_AGO = 60
const EVENINGS_AGO = [40, 5]
/** After everybody's other work of the day. */
const EVENING_HOUR = 19
const CHILD = { index: 720, age: 15 }

const surnameOf = ({ name }: Citizen): string => name.slice(0, name.length > 3 ? 2 : 1)

async function childOf(city: City, parent: Citizen): Promise<Citizen> {
  const { stage, random, today, people, offices } = city
  const { team } = people.members[0]!
  const drawn = demoPerson(random, { ...CHILD, regionCode: parent.regionCode, today })
  const person = { ...drawn, name: `${surnameOf(parent)}子涵` }
  const { passwordHash } = people
  const child = await register(stage, random, { person, ...CHILD, passwordHash, guardian: parent })
  await verifyCitizen(stage, offices.get('civilisation')!, child)
  await askToJoin(stage, child, team, '')
  await answerRequests(stage, team)
  return child
}

async function found(city: City, [head, ...others]: readonly [Citizen, ...Citizen[]]): Promise<void> {
  const { stage } = city
  await stage.play(head.actor, foundFamily, { name: `${surnameOf(head)}家一家亲` })
  const { code } = await stage.play(head.actor, renewFamilyCode, { validDays: 30, usesMax: 7 })
  for (const { actor } of others) await stage.play(actor, joinFamily, { code })
}

async function evening(city: City, families: readonly Citizen[], daysAgo: number): Promise<void> {
  const { stage, random, people, offices, today } = city
  const plan = { ...DEMO_PROJECTS.find((one) => one.team === 'women')!, minutes: 90 }
  const startsAt = momentOf(addDays(today, -daysAgo), EVENING_HOUR)
  stage.moveTo(new Date(startsAt.getTime() - 4 * DAY_MS))
  const project = await draftProject(
    stage,
    people.teams.get(plan.team)!,
    { ...plan, title: '家庭亲子夜读' },
    startsAt,
  )
  await submit(stage, project)
  await decide(stage, offices, project)
  const [shift] = project.shifts
  const wishes = families.map((citizen) => ({ citizen, shift: shift! }))
  await crowdSignsUp(stage, project, wishes, true)
  await holdDay(stage, random, project, undefined)
}

export async function playFamilies(city: City, now: Date): Promise<void> {
  const { stage, people } = city
  const [first, ...core] = people.members
    .filter(({ isCore, citizen }) => isCore && citizen.age >= 18)
    .map(({ citizen }) => citizen)
  const [wife, head, husband, sister, brother, shy] = core
  if (!first || !wife || !head || !husband || !sister || !brother || !shy) return
  stage.moveTo(new Date(now.getTime() - FOUNDED_DAYS_AGO * DAY_MS))
  const child = await childOf(city, first)
  await found(city, [first, wife])
  await stage.play(first.actor, addFamilyWard, { volunteerId: child.volunteerId })
  await found(city, [head, husband])
  await found(city, [sister, brother, shy])
  await stage.play(shy.actor, showFamilyHours, { shows: false })
  for (const daysAgo of EVENINGS_AGO)
    await evening(city, [first, wife, child, head, husband, sister, brother, shy], daysAgo)
}
